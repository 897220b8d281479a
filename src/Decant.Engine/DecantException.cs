namespace Decant.Engine;

/// <summary>
/// Something the person who asked can mend: a file that is damaged, a setting that cannot be, a model that does not
/// fit. The message says the operation, what was expected, what came, and the way out; it is shown as it is.
/// Anything else that is thrown is a defect of Decant.
/// </summary>
public class DecantException : Exception
{
    /// <summary>An error with the sentence that the user reads.</summary>
    public DecantException(string message)
        : base(message) { }

    /// <summary>An error with the sentence that the user reads, and what lay beneath it.</summary>
    public DecantException(string message, Exception inner)
        : base(message, inner) { }
}
