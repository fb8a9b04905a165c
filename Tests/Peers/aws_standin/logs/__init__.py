"""CloudWatch Logs: the streams of moto's log groups, and the driver that fills them.

moto's own streams sort all of their events for every page (measured: 200,000 events take minutes to read), page by number
and not by size, and have no place for an event that comes late.
"""
