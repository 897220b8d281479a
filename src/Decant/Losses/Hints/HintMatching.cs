using Decant.Engine.Graphs;

namespace Decant.Losses.Hints;

/// <summary>What a formula asks of the shapes of its two values, and how they are brought there.</summary>
internal abstract record HintMatching
{
    /// <summary>Why values of these shapes cannot be matched, as a sentence with the way out; null where they can.</summary>
    public abstract string? Problem(Shape student, Shape teacher);

    /// <summary>What <see cref="Match"/> does to values of these shapes, a phrase each; none where they stay as they are.</summary>
    public virtual IEnumerable<string> Changes(Shape student, Shape teacher) => [];

    /// <summary>The two values in shapes that the formula takes.</summary>
    public virtual (Value Student, Value Teacher) Match(LossSignals signals, Value student, Value teacher) => (student, teacher);
}
