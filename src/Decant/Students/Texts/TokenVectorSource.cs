namespace Decant.Students.Texts;

/// <summary>Where the first token vectors of a text student come from.</summary>
public enum TokenVectorSource
{
    /// <summary>The rows of the teacher's table.</summary>
    Table,

    /// <summary>What the teacher says about a text of that token alone.</summary>
    Answers,
}
