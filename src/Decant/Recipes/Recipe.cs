using Decant.Losses;
using Decant.Options;
using Decant.Recipes.Vocabulary;

namespace Decant.Recipes;

/// <summary>A whole run, stated: data and teacher in, a proven student out. Everything that a file left out has its default.</summary>
public sealed record Recipe : Settings, ISettings
{
    private static readonly Option<Description> s_task = Option.Named("task", TaskVocabulary.All, TaskVocabulary.All.Names.First(), "What a label is.");
    private static readonly Option<DataSettings> s_data = Option.Section<DataSettings>("data", "Where samples come from.", required: true);
    private static readonly Option<TeacherSettings> s_teacher = Option.Section<TeacherSettings>("teacher", "The network that is learnt from.", required: true);
    private static readonly Option<StudentSettings> s_student = Option.Section<StudentSettings>("student", "The network that learns.", required: true);
    private static readonly Option<ValueList<LossSettings>> s_losses = new LossListOption("losses", "The terms of the sum that the student minimises.", Presence<ValueList<LossSettings>>.By(DefaultLosses()));
    private static readonly Option<TrainingSettings> s_training = Option.Section<TrainingSettings>("training", "How networks are trained.", passesOn: true);
    private static readonly Option<CompareSettings> s_compare = Option.Section<CompareSettings>("compare", "What the distilled student is compared with.");

    /// <summary>The sections of a recipe.</summary>
    public static OptionSet Options { get; } = OptionSet.DeclaredIn(typeof(Recipe));

    /// <summary>What a label is.</summary>
    public Description Task { get => Get(s_task); init => Values = Changed(s_task, value); }

    /// <summary>Where samples come from.</summary>
    public DataSettings Data { get => Get(s_data); init => Values = Changed(s_data, value); }

    /// <summary>The network that is learnt from.</summary>
    public TeacherSettings Teacher { get => Get(s_teacher); init => Values = Changed(s_teacher, value); }

    /// <summary>The network that learns.</summary>
    public StudentSettings Student { get => Get(s_student); init => Values = Changed(s_student, value); }

    /// <summary>The terms of the sum that the student minimises; at least one, with a weight above 0.</summary>
    public ValueList<LossSettings> Losses { get => Get(s_losses); init => Values = Changed(s_losses, value); }

    /// <summary>How networks are trained.</summary>
    public TrainingSettings Training { get => Get(s_training); init => Values = Changed(s_training, value); }

    /// <summary>What the distilled student is compared with.</summary>
    public CompareSettings Compare { get => Get(s_compare); init => Values = Changed(s_compare, value); }

    /// <summary>What is done at random to the samples that the teacher is trained on.</summary>
    public AugmentSettings TeacherAugment => Teacher.Train?.Augment ?? Data.Augment;

    /// <summary>What is done at random to the samples that the student is trained on.</summary>
    public AugmentSettings StudentAugment => Student.Augment ?? Data.Augment;

    /// <summary>Decides which samples are set aside.</summary>
    public ulong DataSeed => Data.Seed ?? Training.Seed;

    private static ValueList<LossSettings> DefaultLosses() =>
        new([.. DistillationLosses.Default.Select(loss => new LossSettings(loss, OptionValues.Empty))]);
}
