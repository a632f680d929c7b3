"""What the pages and digests show, put together: reads only, within what the reader may know."""
