"""Really killing what writes: processes that add to the permanent record, ended by SIGKILL at moments nobody chose.

``writers`` are ways of writing, right ones and (so that the check is itself checked) wrong ones. ``dying`` starts them
as processes and ends them. ``judging`` compares what they were told with what is there. ``rounds`` does it many times.
``python -m killing --kills 200`` prints what came of it; ``tests/test_killed.py`` and ``bench/ledger_kill.py`` call it.
"""
