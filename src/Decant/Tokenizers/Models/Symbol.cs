namespace Decant.Tokenizers.Models;

/// <summary>A piece of a word while pieces are joined.</summary>
internal struct Symbol
{
    /// <summary>Its number.</summary>
    public int Id;

    /// <summary>Its first character in the word.</summary>
    public int Begin;

    /// <summary>The character after its last.</summary>
    public int End;

    /// <summary>When it joins with the next one; <see cref="int.MaxValue"/> where it does not.</summary>
    public int Rank;

    /// <summary>The symbol in front, or −1.</summary>
    public int Previous;

    /// <summary>The symbol after it, or −1.</summary>
    public int Next;
}
