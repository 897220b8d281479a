namespace Decant.Engine.Operators;

/// <summary>The order in which a recurrent network sees the steps of a sequence.</summary>
public enum RecurrentDirection
{
    /// <summary>From the first to the last.</summary>
    Forward,

    /// <summary>From the last to the first.</summary>
    Reverse,

    /// <summary>Both, with weights of their own.</summary>
    Bidirectional,
}
