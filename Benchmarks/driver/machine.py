"""The machine that the numbers are from."""

import os
import platform


def description():
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load": os.getloadavg()[0],
    }


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.machine()


def summary(machine):
    gib = machine["memory_bytes"] / 1024**3
    text = f"{machine['processor']}, {machine['cores']} cores, {gib:.0f} GiB, Linux {machine['kernel']}, "
    return text + f"Python {machine['python']}, load {machine['load']:.1f}"


def is_busy(machine):
    """Whether others want so much of the processors that the numbers say more about them."""
    return machine["load"] > machine["cores"] / 2
