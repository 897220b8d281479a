namespace Decant.Adoption;

/// <summary>How a text's tokens [N, T, D] become what a head answers from.</summary>
internal enum TextPooling
{
    /// <summary>The first token, which BERT trains for this: [N, D].</summary>
    First,

    /// <summary>The mean over the tokens of the text, padding left out: [N, D].</summary>
    Mean,

    /// <summary>Each token answers for itself: [N, T, D].</summary>
    None,
}
