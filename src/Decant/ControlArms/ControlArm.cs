using Decant.Options;

namespace Decant.ControlArms;

/// <summary>
/// A training that the distilled student is compared with: the same student with the same first weights and order of samples, and what a
/// teacher might only seem to bring.
/// </summary>
internal abstract record ControlArm : Description
{
    private protected ControlArm(string name, string meaning, string title, string @short)
        : base(name, meaning, OptionSet.Empty) => (Title, Short) = (title, @short);

    /// <summary>Heading of its column in reports.</summary>
    public string Title { get; }

    /// <summary>The same in a word or two.</summary>
    public string Short { get; }

    /// <summary>How the distilled student differs from it, after "against".</summary>
    public abstract string Words { get; }

    /// <summary>Why a recipe cannot have it, and the way out; null where it can.</summary>
    public virtual (string Message, string Remedy)? Problem(ControlSetting setting) => null;

    /// <summary>What it learns from, how long, and how.</summary>
    public abstract ControlTraining Training(ControlFacts facts);
}
