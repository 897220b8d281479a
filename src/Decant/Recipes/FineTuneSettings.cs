using Decant.Losses;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>
/// A stage after the main one, in which the distilled student learns the task's labels, on the same data or on others. What is not written
/// here is as under <c>training</c>.
/// </summary>
public sealed record FineTuneSettings : Settings, ISettings
{
    private static readonly Option<DataSettings> s_data = Option.Section<DataSettings>(
        "data",
        "The data of this stage; left out, the recipe's. Its test part is not looked at.",
        unset: ""
    );
    private static readonly Option<ValueList<DistillationLoss>> s_losses = new LossListOption(
        "losses",
        "The terms of this stage's sum.",
        Presence<ValueList<DistillationLoss>>.By(Labels())
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(FineTuneSettings)).And(TrainingSettings.Options);

    /// <summary>The data of this stage; null for the recipe's.</summary>
    public DataSettings? Data
    {
        get => Values.Find(s_data);
        init => Values = Changed(s_data, value);
    }

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

    private static ValueList<DistillationLoss> Labels() => [new HardLabelsLoss { Weight = 1 }];
}
