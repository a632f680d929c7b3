# Everything these commands do is written in settings/machine.py and settings/run.py.
PYTHON ?= python3

.PHONY: run test bench anonymity pins

run test bench anonymity:
	@exec $(PYTHON) -I settings/machine.py $@

# After a change in requirements/*.in: choose the versions anew and write down their hashes.
pins:
	cd requirements && for list in base dev; do \
	  uv pip compile --quiet --generate-hashes --no-header --no-annotate \
	    --python-version 3.11 $$list.in --output-file $$list.txt --upgrade || exit 1; done
