"""CloudWatch Logs: the streams of moto's log groups, and the driver that fills them.

moto's own streams sort all of their events for every page, count pages by events and never by bytes, and number
their tokens by position, so that an event that comes late moves what a token means.
"""
