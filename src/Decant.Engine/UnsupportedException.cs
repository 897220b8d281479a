namespace Decant.Engine;

/// <summary>A model that is in order, but asks for what Decant does not know; the operator says for what.</summary>
public sealed class UnsupportedException : DecantException
{
    /// <summary>An error with the sentence that the user reads.</summary>
    /// <param name="operator">The operator or element type that is not known, in the words of the model.</param>
    /// <param name="message">The sentence.</param>
    internal UnsupportedException(string @operator, string message)
        : base(message) => Operator = @operator;

    /// <summary>An error with the sentence that the user reads, and what lay beneath it.</summary>
    /// <param name="operator">The operator or element type that is not known, in the words of the model.</param>
    /// <param name="message">The sentence.</param>
    /// <param name="inner">What lay beneath it.</param>
    internal UnsupportedException(string @operator, string message, Exception inner)
        : base(message, inner) => Operator = @operator;

    /// <summary>The operator or element type that is not known, in the words of the model.</summary>
    public string Operator { get; }

    /// <summary>The first of this kind in an exception or beneath it; null if there is none.</summary>
    internal static UnsupportedException? In(Exception? exception) =>
        exception as UnsupportedException ?? (exception is null ? null : In(exception.InnerException));
}
