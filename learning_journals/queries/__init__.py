"""What pages and papers show, put together: reads only, each within what the reader may know."""
