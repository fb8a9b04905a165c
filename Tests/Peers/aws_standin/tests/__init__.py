"""The stand-in, tested with the clients that AWS wrote.

In Tests/Peers: `python3 -m unittest discover -s aws_standin -t .`
"""
