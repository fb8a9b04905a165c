"""AWS Lambda with functions that really run, each on the runtime-API emulator beside this package."""
