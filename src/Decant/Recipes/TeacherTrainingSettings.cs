using Decant.Losses;
using Decant.Options;
using Decant.Students;

namespace Decant.Recipes;

/// <summary>
/// How the recipe trains its teacher, or fine-tunes the file it begins with. What is not written here is as under
/// <c>training</c>; the options of an optimizer or schedule are taken from there only where it is the same one.
/// </summary>
public sealed record TeacherTrainingSettings : Settings, ISettings
{
    private static readonly Option<Architecture> s_model = Option.Named(
        "model",
        Architectures.All,
        null,
        "The teacher's architecture; left out where a file is fine-tuned.",
        unset: ""
    );
    private static readonly Option<AugmentSettings> s_augment = new AugmentOption(
        "augment",
        "What is done at random to the teacher's samples; left out, as under data.",
        Presence<AugmentSettings>.Unset("")
    );

    private static readonly Option<ValueList<string>> s_freeze = Option.Texts(
        "freeze",
        null,
        "Names of the teacher's parameters that stay as they are; * matches any letters, as in 'embeddings*'.",
        unset: ""
    );

    private static readonly Option<ValueList<DistillationLoss>> s_losses = new LossListOption(
        "losses",
        "The terms of the teacher's sum, which need labels alone; left out, hard-labels.",
        Presence<ValueList<DistillationLoss>>.Unset("")
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(TeacherTrainingSettings)).And(TrainingSettings.Options);

    /// <summary>
    /// The teacher's architecture, with its own options among <see cref="Settings.Values"/>; null where a file is fine-tuned.
    /// </summary>
    public Architecture? Model
    {
        get => Chosen(s_model);
        init => Values = Choosing(s_model, value);
    }

    /// <summary>What is done at random to the teacher's samples; null for what <c>data.augment</c> says.</summary>
    public AugmentSettings? Augment
    {
        get => Values.Find(s_augment);
        init => Values = Changed(s_augment, value);
    }

    /// <summary>Patterns of the names of parameters that stay as they are.</summary>
    public ValueList<string> Freeze
    {
        get => Values.Find(s_freeze) ?? [];
        init => Values = Changed(s_freeze, value);
    }

    /// <summary>The terms of the teacher's sum, which need labels alone; empty for the task's own loss with the labels.</summary>
    public ValueList<DistillationLoss> Losses
    {
        get => Values.Find(s_losses) ?? [];
        init => Values = Changed(s_losses, value);
    }

    /// <summary>Everything about the training itself.</summary>
    public TrainingSettings Training
    {
        get => new() { Values = Values };
        init => Values = value.In(Values);
    }

    /// <summary>The key of the architecture.</summary>
    internal static string ModelKey => s_model.Key;

    static void ISettings.Check(SettingsCheck check)
    {
        TrainingSettings.Check(check);
        if (
            check.Values.TryGet(s_losses, out var losses)
            && losses?.FirstOrDefault(term => term.NeedsTeacher || term.TrainedState is not null || !term.NeedsLabels) is { } other
        )
        {
            check.Report(
                s_losses.Key,
                $"'{other.Term}' is not learnt from labels alone, and a teacher has no teacher",
                "Take hard-labels, label-smoothing or dice, or a loss of your own that reads labels."
            );
        }
    }
}
