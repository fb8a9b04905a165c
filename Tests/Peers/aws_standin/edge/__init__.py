"""What meets the network: HTTP, signatures, permissions, and the words of AWS's errors."""
