using Decant.Losses;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>
/// A stage before the main one, in which the student learns from hints alone (Romero et al. 2014, arXiv:1412.6550). What is not written
/// here is as under <c>training</c>.
/// </summary>
public sealed record HintStageSettings : Settings, ISettings
{
    private static readonly Option<ValueList<DistillationLoss>> s_losses = new LossListOption(
        "losses",
        "The terms of this stage's sum.",
        Presence<ValueList<DistillationLoss>>.Required
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(HintStageSettings)).And(TrainingSettings.Options);

    /// <summary>The terms of this stage's sum.</summary>
    public ValueList<DistillationLoss> Losses
    {
        get => Get(s_losses);
        init => Values = Changed(s_losses, value);
    }

    /// <summary>How the student is trained in this stage.</summary>
    public TrainingSettings Training
    {
        get => new() { Values = Values };
        init => Values = value.In(Values);
    }

    static void ISettings.Check(SettingsCheck check) => TrainingSettings.Check(check);
}
