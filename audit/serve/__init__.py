"""``traudit serve``: the report for a desk of several editors, and audits for a CMS.

The server never audits in its own process: every article goes to a child process with limits on
time and memory (``worker``), which leaves its results in a work folder. What the server itself
does is small: who is asking (``guard``, ``sessions``), which audits wait (``jobs``), who decided
what (``store``, ``reviews``), and pages (``pages``, ``api``).
"""
