using Decant.Options;
using Decant.SoftTargets;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Recipes;

/// <summary>What is learnt from: a file, a network that the recipe trains, several of them, or the student's own past.</summary>
public sealed record TeacherSettings : Settings, ISettings
{
    private static readonly Option<ValueList<TeacherMemberSettings>> s_ensemble = new SectionListOption<TeacherMemberSettings>(
        "ensemble",
        "Several teachers that answer as one, each with onnx, weights or train.",
        fewest: 2
    );
    private static readonly Option<EnsembleCombination> s_combine = Option.Choice<EnsembleCombination>(
        "combine",
        EnsembleCombination.Probabilities,
        "How the answers of an ensemble become one: the mean of probabilities, of logits, or weighted by each teacher's confidence."
    );
    private static readonly Option<double> s_average = Option.Number(
        "average",
        null,
        "The teacher is the moving average of the student's own weights, with this share kept in every step "
            + "(Tarvainen, Valpola 2017, arXiv:1703.01780).",
        above: 0,
        below: 1,
        unit: "share",
        unset: ""
    );
    private static readonly Option<string> s_precision = Option.Word(
        "precision",
        null,
        Precisions.Words,
        "Numbers that the teacher's matrix products and convolutions read while the student learns; f32 where it is left out.",
        unset: ""
    );

    private static readonly Option<string> s_store = Option.File(
        "store",
        null,
        "A folder with the teacher's answers, made with decant store make; next to the teacher that it must be of, or alone.",
        unset: ""
    );
    private static readonly Option<string> s_answerFile = Option.File(
        "answer-file",
        null,
        "A file of answers from elsewhere, .npy, .csv, .json or .parquet: a row for each training sample, in their "
            + "order or with its place in "
            + "a column 'sample'; output says whether they are logits or probabilities.",
        unset: ""
    );

    private static readonly Option<ChatTeacherSettings> s_chat = Option.Section<ChatTeacherSettings>(
        "chat",
        "A chat model of a service, which names the class of each training text; its answers are kept.",
        unset: ""
    );
    private static readonly Option<EmbeddingTeacherSettings> s_embeddings = Option.Section<EmbeddingTeacherSettings>(
        "embeddings",
        "A model of a service that answers texts with vectors, which are kept: for task text-embedding, and as the value 'embedding' for "
            + "hints in other tasks of texts.",
        unset: ""
    );

    private static readonly Option<ISoftTargetSource> s_answers = new ProgramOption<ISoftTargetSource>(
        "answers",
        "Where the teacher's answers come from, if not from a network of the recipe.",
        source => $"{source.GetType().Name} {source.Fingerprint}"
    );

    static OptionSet ISettings.Options { get; } = TeacherOrigin.Options.And(OptionSet.DeclaredIn(typeof(TeacherSettings)));

    /// <summary>The file of a trained network; null where the recipe trains one from nothing.</summary>
    public string? Onnx
    {
        get => Values.Find(TeacherOrigin.Onnx);
        init => Values = Changed(TeacherOrigin.Onnx, value);
    }

    /// <summary>A folder of a text encoder as Hugging Face's library saves it; null for none.</summary>
    public string? HuggingFace
    {
        get => Values.Find(TeacherOrigin.HuggingFace);
        init => Values = Changed(TeacherOrigin.HuggingFace, value);
    }

    /// <summary>The file of the teacher's own tokenizer; null for the one next to its network.</summary>
    public string? Tokenizer
    {
        get => Values.Find(TeacherOrigin.Tokenizer);
        init => Values = Changed(TeacherOrigin.Tokenizer, value);
    }

    /// <summary>
    /// How the vectors of a text's tokens become one, <c>first</c> or <c>mean</c>; null for what the network's folder says, else the first.
    /// </summary>
    public string? Pooling
    {
        get => Values.Find(TeacherOrigin.Pooling);
        init => Values = Changed(TeacherOrigin.Pooling, value);
    }

    /// <summary>Where a network that is given lies; null where it is none, or a network of the program.</summary>
    internal string? Place => HuggingFace ?? Weights ?? Onnx;

    /// <summary>The file whose weights are put into <see cref="Model"/> or into <see cref="Onnx"/>; null for none.</summary>
    public string? Weights
    {
        get => Values.Find(TeacherOrigin.Weights);
        init => Values = Changed(TeacherOrigin.Weights, value);
    }

    /// <summary>
    /// The architecture that the weights belong to, with its own options among <see cref="Settings.Values"/>; null where a file is the
    /// network.
    /// </summary>
    public Architecture? Model
    {
        get => Chosen(TeacherOrigin.Model);
        init => Values = Choosing(TeacherOrigin.Model, value);
    }

    /// <summary>Whether the recipe gives a trained network, to be used as it is or to be fine-tuned.</summary>
    public bool IsGiven => Place is not null || Model?.Given is not null;

    /// <summary>What is known of the file.</summary>
    public NetworkFileSettings File
    {
        get => new() { Values = Values };
        init => Values = value.In(Values);
    }

    /// <summary>How the teacher is trained; null where it is used as it is.</summary>
    public TeacherTrainingSettings? Train
    {
        get => Values.Find(TeacherOrigin.Train);
        init => Values = Changed(TeacherOrigin.Train, value);
    }

    /// <summary>Several teachers that answer as one; null for one teacher.</summary>
    public ValueList<TeacherMemberSettings>? Ensemble
    {
        get => Values.Find(s_ensemble);
        init => Values = Changed(s_ensemble, value);
    }

    /// <summary>How the answers of an ensemble become one.</summary>
    public EnsembleCombination Combine
    {
        get => Get(s_combine);
        init => Values = Changed<EnsembleCombination>(s_combine, value);
    }

    /// <summary>
    /// The share of the moving average of the student's weights that every step keeps; null where the teacher is another network.
    /// </summary>
    public double? Average
    {
        get => Values.FindNumber(s_average);
        init => Values = Changed(s_average, value);
    }

    /// <summary>
    /// Numbers that the teacher's matrix products and convolutions read while the student learns, <c>f32</c> or <c>bf16</c>; null for
    /// float32.
    /// </summary>
    public string? Precision
    {
        get => Values.Find(s_precision);
        init => Values = Changed(s_precision, value);
    }

    /// <summary>A folder with the teacher's answers; null where it answers itself.</summary>
    public string? Store
    {
        get => Values.Find(s_store);
        init => Values = Changed(s_store, value);
    }

    /// <summary>A file of answers from elsewhere; null for none.</summary>
    public string? AnswerFile
    {
        get => Values.Find(s_answerFile);
        init => Values = Changed(s_answerFile, value);
    }

    /// <summary>A chat model that is asked for the class of each training text; null for none.</summary>
    public ChatTeacherSettings? Chat
    {
        get => Values.Find(s_chat);
        init => Values = Changed(s_chat, value);
    }

    /// <summary>A service whose vectors of texts are learnt; null for none.</summary>
    public EmbeddingTeacherSettings? Embeddings
    {
        get => Values.Find(s_embeddings);
        init => Values = Changed(s_embeddings, value);
    }

    /// <summary>Whether answers are there before the student begins: of a network, of a store, of a file or of a service.</summary>
    internal bool IsAnswering =>
        IsNetwork || Store is not null || AnswerFile is not null || Answers is not null || Chat is not null || Embeddings is not null;

    /// <summary>
    /// A source of one's own of the teacher's answers; null where they are those of a network that the recipe names. There is no teacher to
    /// be measured then.
    /// </summary>
    public ISoftTargetSource? Answers
    {
        get => Values.Find(s_answers);
        init => Values = Changed(s_answers, value);
    }

    /// <summary>Whether a network is there before the student begins.</summary>
    public bool IsNetwork => IsGiven || Train is not null || Ensemble is not null;

    /// <summary>The teachers, one or several, each as a teacher of its own.</summary>
    public IReadOnlyList<TeacherSettings> Members =>
        Ensemble is { } ensemble ? [.. ensemble.Select(member => member.Alone)]
        : IsNetwork ? [this]
        : [];

    static void ISettings.Check(SettingsCheck check)
    {
        if (check.Has(s_average.Key) && check.Has(s_precision.Key))
        {
            check.Report(
                s_precision.Key,
                "the moving average of the student's own weights is computed as the student is",
                "Write training.precision instead."
            );
        }

        string[] kinds =
        [
            .. new Option[]
            {
                TeacherOrigin.Onnx,
                TeacherOrigin.HuggingFace,
                TeacherOrigin.Weights,
                TeacherOrigin.Model,
                TeacherOrigin.Train,
                s_ensemble,
                s_average,
                s_chat,
                s_embeddings,
            }
                .Select(option => option.Key)
                .Where(check.Has),
        ];
        var isServed = check.Has(s_chat.Key) || check.Has(s_embeddings.Key);
        if (check.Has(s_store.Key) && (check.Has(s_average.Key) || check.Has(s_answerFile.Key) || isServed))
        {
            check.Report(s_store.Key, "a store has the answers of one teacher, and another kind of teacher is named", "Keep one of them.");
        }

        if (check.Has(s_answerFile.Key))
        {
            if (kinds.Length > 0)
            {
                check.Report(s_answerFile.Key, $"one kind of teacher is expected, and {kinds[0]} is named too", "Keep one of them.");
            }

            NetworkFileSettings.Check(check, s_answerFile.Key);
            return;
        }

        if (kinds.Length == 0 && check.Has(s_store.Key))
        {
            return;
        }

        if (isServed)
        {
            TeacherOrigin.CheckDetails(check);
        }

        if (isServed || kinds.Contains(s_average.Key) || kinds.Contains(s_ensemble.Key))
        {
            if (kinds.Length > 1)
            {
                check.Report(
                    kinds[^1],
                    $"one kind of teacher is expected, and {string.Join(" and ", kinds)} are named",
                    $"Keep one of them; what '{kinds[0]}' names can be one of the teachers of an ensemble."
                );
            }
        }
        else
        {
            TeacherOrigin.Check(check);
        }
    }
}
