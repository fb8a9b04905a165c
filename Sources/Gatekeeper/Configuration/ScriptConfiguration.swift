/// A script that a container may run, and how.
public struct ScriptConfiguration: Hashable, Sendable {
    /// The script's file name in the trigger directory.
    public let name: ByteString
    /// `hardcoded_options`, ordered by name so that every engine passes them alike.
    public internal(set) var hardcodedOptions: [HardcodedOption] = []
    /// `hardcoded_args`: positional arguments that are passed at the end of every run.
    public internal(set) var hardcodedArguments: [ByteString] = []
    /// What callers may pass.
    public internal(set) var rules = ArgumentRules()
    /// `nested_arguments`: options whose value is itself a list of arguments, and what that list may contain.
    public internal(set) var nestedArguments: [OptionName: ArgumentRules] = [:]
    /// `on_abandon`: what happens when the caller goes away.
    public internal(set) var onAbandon = AbandonPolicy.cancel
    /// `stop_grace_seconds`: how long the script may take to stop after it was asked; the engine's default if `nil`.
    public internal(set) var stopGraceSeconds: Int?
}
