"""The stand-in, tested with the clients that AWS wrote: `python3 -m unittest discover -s aws_standin -t .` in Tests/Peers."""
