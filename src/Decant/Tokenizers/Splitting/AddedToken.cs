namespace Decant.Tokenizers.Splitting;

/// <summary>A piece that is cut out of a text before all else, as <c>[MASK]</c> is.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Content">How a text writes it.</param>
/// <param name="Special">True where it is no part of a text, and left out of a decoded one.</param>
/// <param name="Normalized">True where it is looked for in the normalised text, and is normalised itself.</param>
/// <param name="SingleWord">True where no letter may touch it.</param>
/// <param name="TakesLeft">True where it takes the blanks in front of it.</param>
/// <param name="TakesRight">True where it takes the blanks after it.</param>
internal sealed record AddedToken(
    int Id,
    string Content,
    bool Special,
    bool Normalized = false,
    bool SingleWord = false,
    bool TakesLeft = false,
    bool TakesRight = false
);
