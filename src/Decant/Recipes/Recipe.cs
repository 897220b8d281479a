using Decant.Losses;
using Decant.Options;
using Decant.Recipes.Vocabulary;
using Decant.Runs;
using Decant.SoftTargets;
using Decant.Tasks;

namespace Decant.Recipes;

/// <summary>A whole run, stated: data and teacher in, a proven student out. Everything that a file left out has its default.</summary>
public sealed record Recipe : Settings, ISettings
{
    private static readonly Option<NamedTask> s_task = Option.Named(
        "task",
        TaskVocabulary.All,
        TaskVocabulary.All.Names.First(),
        "What a label is."
    );
    private static readonly Option<DataSettings> s_data = Option.Section<DataSettings>("data", "Where samples come from.", required: true);
    private static readonly Option<TeacherSettings> s_teacher = Option.Section<TeacherSettings>(
        "teacher",
        "The network that is learnt from; none where no term of the loss needs one.",
        unset: "none"
    );
    private static readonly Option<ValueList<TeacherTrainingSettings>> s_assistants = new SectionListOption<TeacherTrainingSettings>(
        "assistants",
        "Networks between teacher and student, from the larger to the smaller: each learns from the one before, the "
            + "student from the last (Mirzadeh et al. 2019, arXiv:1902.03393).",
        fewest: 1
    );
    private static readonly Option<StudentSettings> s_student = Option.Section<StudentSettings>(
        "student",
        "The network that learns.",
        required: true
    );
    private static readonly Option<SoftTargetSettings> s_softTargets = Option.Section<SoftTargetSettings>(
        "soft-targets",
        "How often the teacher is asked, and how its answers are kept; left out, it answers while the student learns.",
        unset: ""
    );
    private static readonly Option<ValueList<DistillationLoss>> s_losses = new LossListOption(
        "losses",
        "The terms of the sum that the student minimises; left out, the task's loss with the teacher's answers, and "
            + "a little of its loss with the labels.",
        Presence<ValueList<DistillationLoss>>.By(DefaultLosses(LearningTasks.All[0]))
    );
    private static readonly Option<TrainingSettings> s_training = Option.Section<TrainingSettings>(
        "training",
        "How networks are trained.",
        passesOn: true
    );
    private static readonly Option<HintStageSettings> s_hintStage = Option.Section<HintStageSettings>(
        "hint-stage",
        "A stage before the main one, in which the student learns from hints alone.",
        unset: ""
    );
    private static readonly Option<FineTuneSettings> s_fineTune = Option.Section<FineTuneSettings>(
        "fine-tune",
        "A stage after the main one, in which the student learns the task's labels.",
        unset: ""
    );
    private static readonly Option<Balance> s_balance = Option.Choice<Balance>(
        "balance",
        Balance.Measure,
        "Whether the share of each term in the gradient is measured before the first step; auto also makes the weights mean those shares."
    );
    private static readonly Option<CompareSettings> s_compare = Option.Section<CompareSettings>(
        "compare",
        "What the distilled student is compared with."
    );
    private static readonly Option<ValueList<string>> s_slices = Option
        .Texts(
            "slices",
            null,
            "Columns of the table by which the test samples are divided into groups; the report has the accuracy of each group.",
            unset: ""
        )
        .WithoutInfluence();
    private static readonly Option<ValueList<Requirement>> s_require = new RequireOption(
        "require",
        "What the student's file must reach: metrics of the task, retention, worst-class-recall, latency-p50, latency-p95, latency-p99, size, "
            + "gap-between-groups; where one is missed the program ends with exit code 3."
    ).WithoutInfluence();

    private static readonly Option<CostSettings> s_costs = Option
        .Section<CostSettings>("costs", "What energy and time are taken to cost in the report; left out, the assumptions below.", unset: "")
        .WithoutInfluence();

    /// <summary>Reads a recipe file.</summary>
    /// <param name="file">A YAML file in UTF-8.</param>
    /// <param name="overrides">Changes such as <c>training.epochs=10</c> or <c>losses.soft-targets.temperature=8</c>, later ones after
    /// earlier ones.</param>
    /// <exception cref="Engine.DecantException">The file or an override is wrong; the message has all problems, with their
    /// lines.</exception>
    public static Recipe Read(string file, params IEnumerable<string> overrides) => RecipeReader.Read(file, overrides);

    /// <summary>Reads a recipe from its text.</summary>
    /// <param name="yaml">The text.</param>
    /// <exception cref="Engine.DecantException">The text is wrong; the message has all problems, with their lines.</exception>
    public static Recipe Parse(string yaml) => RecipeReader.ReadText(yaml);

    /// <summary>The sections of a recipe.</summary>
    internal static OptionSet Options { get; } = OptionSet.DeclaredIn(typeof(Recipe));

    /// <summary>The key of the terms.</summary>
    internal static string LossesKey => s_losses.Key;

    /// <summary>Whether the task is known; false where its word was not understood.</summary>
    internal bool HasTask => Values.TryGet(s_task, out _);

    /// <summary>
    /// What is learnt: one of <see cref="LearningTask.All"/>, or a task of one's own. The recipe in a run's folder then has its name, which
    /// only the program that has the task understands.
    /// </summary>
    public LearningTask Task
    {
        get => Get(s_task).Task;
        init => Values = Changed(s_task, new NamedTask(value));
    }

    /// <summary>Where samples come from.</summary>
    public DataSettings Data
    {
        get => Get(s_data);
        init => Values = Changed(s_data, value);
    }

    /// <summary>The network that is learnt from; without any of its options where there is none.</summary>
    public TeacherSettings Teacher
    {
        get => Values.Find(s_teacher) ?? new TeacherSettings();
        init => Values = Changed(s_teacher, value);
    }

    /// <summary>Networks between teacher and student, from the larger to the smaller; empty for none.</summary>
    public ValueList<TeacherTrainingSettings> Assistants
    {
        get => Values.Find(s_assistants) ?? [];
        init => Values = Changed(s_assistants, value.Count > 0 ? value : null);
    }

    /// <summary>The network that learns.</summary>
    public StudentSettings Student
    {
        get => Get(s_student);
        init => Values = Changed(s_student, value);
    }

    /// <summary>How often the teacher is asked, and how its answers are kept.</summary>
    public SoftTargetSettings SoftTargets
    {
        get => Values.Find(s_softTargets) ?? new SoftTargetSettings();
        init => Values = Changed(s_softTargets, value);
    }

    /// <summary>
    /// The terms of the sum that the student minimises; at least one, with a weight above 0. Where none are given, the task's loss with the
    /// teacher's answers, and a little of its loss with the labels.
    /// </summary>
    public ValueList<DistillationLoss> Losses
    {
        get => Values.IsGiven(s_losses) ? Get(s_losses) : DefaultLosses(Task);
        init => Values = Changed(s_losses, value);
    }

    /// <summary>How networks are trained.</summary>
    public TrainingSettings Training
    {
        get => Get(s_training);
        init => Values = Changed(s_training, value);
    }

    /// <summary>The stage before the main one; null for none.</summary>
    public HintStageSettings? HintStage
    {
        get => Values.Find(s_hintStage);
        init => Values = Changed(s_hintStage, value);
    }

    /// <summary>The stage after the main one; null for none.</summary>
    public FineTuneSettings? FineTune
    {
        get => Values.Find(s_fineTune);
        init => Values = Changed(s_fineTune, value);
    }

    /// <summary>Whether the share of each term in the gradient is measured, or made.</summary>
    public Balance Balance
    {
        get => Get(s_balance);
        init => Values = Changed<Balance>(s_balance, value);
    }

    /// <summary>What the distilled student is compared with.</summary>
    public CompareSettings Compare
    {
        get => Get(s_compare);
        init => Values = Changed(s_compare, value);
    }

    /// <summary>Columns of the table by which the test samples are divided into groups; empty for none.</summary>
    public ValueList<string> Slices
    {
        get => Values.Find(s_slices) ?? [];
        init => Values = Changed(s_slices, value.Count > 0 ? value : null);
    }

    /// <summary>What the student's file must reach; empty for nothing.</summary>
    internal ValueList<Requirement> Requirements => Values.Find(s_require) ?? [];

    /// <summary>What energy and time are taken to cost.</summary>
    internal CostRates Rates => (Values.Find(s_costs) ?? new CostSettings()).Rates;

    /// <summary>What is done at random to the samples that the teacher is trained on.</summary>
    public AugmentSettings TeacherAugment => Teacher.Train?.Augment ?? Data.Augment;

    /// <summary>What is done at random to the samples that the student is trained on.</summary>
    public AugmentSettings StudentAugment => Student.Augment ?? Data.Augment;

    /// <summary>Decides which samples are set aside.</summary>
    public ulong DataSeed => Data.Seed ?? Training.Seed;

    static OptionSet ISettings.Options => Options;

    /// <summary>The recipe as it would be written, with every value.</summary>
    internal WrittenMap Written => Options.Write((this with { Losses = Losses }).Values);

    /// <summary>The recipe with one more term; the first takes the place of those that hold where none are given.</summary>
    internal Recipe WithTerm(DistillationLoss term) => this with { Losses = [.. Values.IsGiven(s_losses) ? Losses : [], term] };

    /// <summary>
    /// A recipe made in code as a recipe file would be understood: what the trainings of teacher, assistants and stages leave out is as
    /// under training, and all problems are told at once.
    /// </summary>
    /// <exception cref="Engine.DecantException">Settings are missing or contradict each other.</exception>
    internal Recipe Complete()
    {
        var reading = new OptionReading();
        foreach (var missing in Options.Where(option => option.IsRequired && !Values.IsGiven(option)))
        {
            reading.At(missing.Key).Report(default, $"missing: expected {missing.Kind}", $"Give '{missing.Key}': {missing.Meaning}");
        }

        if (reading.Problems.Count == 0)
        {
            var recipe = this with
            {
                Teacher = Teacher.Train is { } train ? Teacher with { Train = Inheriting(train) } : Teacher,
                Assistants = [.. Assistants.Select(Inheriting)],
                HintStage = HintStage is { } hints ? Inheriting(hints) : null,
                FineTune = FineTune is { } tune ? Inheriting(tune) : null,
            };
            Check(new SettingsCheck(recipe.Written, recipe.Values, reading));
            if (reading.Problems.Count == 0)
            {
                return recipe;
            }
        }

        throw new RecipeException(
            "the recipe made in code",
            [.. reading.Problems.Select(problem => new RecipeProblem(0, 0, problem.Path, problem.Message, problem.Remedy))]
        );
    }

    private T Inheriting<T>(T section)
        where T : Settings => section with { Values = section.Values.Over(Training.Values) };

    /// <summary>Rules that concern several sections at once.</summary>
    internal static void Check(SettingsCheck check)
    {
        if (check.Values.TryGet(s_task, out var task))
        {
            TaskRules.Check(check, task!.Task);
            CheckServices(check, task.Task);
        }

        CheckTeacher(check);
        CheckArms(check);
    }

    // Rules of arms ask for the task, the student's optimizer and its teacher.
    private static void CheckArms(SettingsCheck check)
    {
        if (!check.Values.TryGet(s_task, out _) || !check.Values.TryGet(s_training, out _) || !check.Values.TryGet(s_compare, out _))
        {
            return;
        }

        ArmRules.Check(check, new Recipe { Values = check.Values }, s_compare.Key);
    }

    private static void CheckServices(SettingsCheck check, LearningTask task)
    {
        var recipe = new Recipe { Values = check.Values };
        var teacher = recipe.Teacher;
        if (teacher.Chat is not null && !task.NamesTexts)
        {
            check.Report(
                s_teacher.Key,
                $"a chat model names the class of a text, and task {task.Name} has none",
                "Choose task text-classification, or another teacher."
            );
        }

        if (teacher.Embeddings is null)
        {
            return;
        }

        if (task.Form != SampleForm.Texts)
        {
            check.Report(
                s_teacher.Key,
                $"a service of embeddings reads texts, and task {task.Name} is of {task.Form.Words}",
                "Choose a task of texts, or another teacher."
            );
        }
        else if (
            recipe
                .Losses.Concat(recipe.HintStage?.Losses ?? [])
                .Concat(recipe.FineTune?.Losses ?? [])
                .FirstOrDefault(term => term.NeedsTeacher && term.TeacherValues.Count == 0) is
            { } reading
        )
        {
            check.Report(
                s_losses.Key,
                $"{reading.Term} reads answers of the teacher, and a service of embeddings tells vectors alone",
                $"Learn them as hints (hint-cosine: {{ teacher: {VectorTeacher.ValueName}, student: NAME }}) and the labels as "
                    + $"'{task.HardLabelLoss}', or take task text-embedding."
            );
        }
    }

    private static void CheckTeacher(SettingsCheck check)
    {
        var recipe = new Recipe { Values = check.Values };
        if (recipe.Teacher.Average is not null && recipe.Losses.FirstOrDefault(term => term.TeacherValues.Count > 0) is { } hint)
        {
            check.Report(
                s_losses.Key,
                $"{hint.Term} reads values inside a teacher, and the moving average of the student tells only its logits",
                "Remove the term, or name a network as teacher."
            );
        }

        var isBornAgain = check.Values.TryGet(s_student, out var student) && student!.Generations > 1;
        if (
            check.Has(s_teacher.Key) && !check.Values.IsGiven(s_teacher)
            || recipe.Teacher.IsAnswering
            || recipe.Teacher.Average is not null
            || isBornAgain
        )
        {
            return;
        }

        var needing = recipe
            .Losses.Concat(recipe.HintStage?.Losses ?? [])
            .Where(term => term.NeedsTeacher)
            .Select(term => term.Term)
            .ToArray();
        if (needing.Length > 0)
        {
            check
                .Reading.At(s_teacher.Key)
                .Report(
                    check.Written.Find(s_teacher.Key)?.KeyPlace ?? check.Written.Place,
                    $"missing: expected a teacher, as {string.Join(" and ", needing)} learn{(needing.Length == 1 ? "s" : "")} from one",
                    "Name a file (teacher: { onnx: teacher.onnx }) or an architecture to train (teacher: { train: { "
                        + "model: … } }); or remove the terms that need a teacher."
                );
        }

        if (recipe.Assistants.Count > 0)
        {
            check.Report(s_assistants.Key, "assistants learn from a teacher, and there is none", "Name a teacher, or remove 'assistants'.");
        }
    }

    /// <summary>The terms of a recipe of a task that names none: the teacher's answers, and a little of the labels.</summary>
    internal static ValueList<DistillationLoss> DefaultLosses(LearningTask task) =>
        LabelWeights.Fill([
            .. DistillationLosses
                .DefaultOf(task)
                .Select(loss =>
                    loss.Name == task.HardLabelLoss && task.TruthTerm != loss.Term ? loss with { Term = task.TruthTerm } : loss
                ),
        ]);
}
