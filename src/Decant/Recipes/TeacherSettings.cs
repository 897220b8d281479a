using Decant.Students;
using Decant.Options;
using Decant.Teachers;

namespace Decant.Recipes;

/// <summary>What is learnt from: a file, a network that the recipe trains, several of them, or the student's own past.</summary>
public sealed record TeacherSettings : Settings, ISettings
{
    private static readonly Option<string> s_onnx = Option.File("onnx", null, "A trained network as an ONNX file.", unset: "");
    private static readonly Option<TeacherTrainingSettings> s_train = Option.Section<TeacherTrainingSettings>("train", "How the teacher is trained; or, where a file is named too, fine-tuned.", unset: "");
    private static readonly Option<ValueList<TeacherMemberSettings>> s_ensemble = new SectionListOption<TeacherMemberSettings>("ensemble", "Several teachers that answer as one, each with onnx or train.", fewest: 2);
    private static readonly Option<EnsembleCombination> s_combine = Option.Choice<EnsembleCombination>("combine", EnsembleCombination.Probabilities, "How the answers of an ensemble become one: the mean of probabilities, of logits, or weighted by each teacher's confidence.");
    private static readonly Option<double> s_average = Option.Number("average", null, "The teacher is the moving average of the student's own weights, with this share kept in every step (Tarvainen, Valpola 2017, arXiv:1703.01780).", above: 0, below: 1, unit: "share", unset: "");

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(TeacherSettings)).And(NetworkFileSettings.Options);

    /// <summary>The file of a trained network; null where the recipe trains one from nothing.</summary>
    public string? Onnx { get => Values.Find(s_onnx); init => Values = Changed(s_onnx, value); }

    /// <summary>What is known of the file.</summary>
    public NetworkFileSettings File { get => new() { Values = Values }; init => Values = value.In(Values); }

    /// <summary>How the teacher is trained; null where it is used as it is.</summary>
    public TeacherTrainingSettings? Train { get => Values.Find(s_train); init => Values = Changed(s_train, value); }

    /// <summary>Several teachers that answer as one; null for one teacher.</summary>
    public ValueList<TeacherMemberSettings>? Ensemble { get => Values.Find(s_ensemble); init => Values = Changed(s_ensemble, value); }

    /// <summary>How the answers of an ensemble become one.</summary>
    public EnsembleCombination Combine { get => Get(s_combine); init => Values = Changed<EnsembleCombination>(s_combine, value); }

    /// <summary>The share of the moving average of the student's weights that every step keeps; null where the teacher is another network.</summary>
    public double? Average { get => Values.FindNumber(s_average); init => Values = Changed(s_average, value); }

    /// <summary>Whether a network stands there before the student begins.</summary>
    public bool IsNetwork => Onnx is not null || Train is not null || Ensemble is not null;

    /// <summary>The teachers, one or several, each as a teacher of its own.</summary>
    public IReadOnlyList<TeacherSettings> Members => Ensemble is { } ensemble
        ? [.. ensemble.Select(member => new TeacherSettings { Onnx = member.Onnx, Train = member.Train, File = member.File })]
        : IsNetwork ? [this] : [];

    static void ISettings.Check(SettingsCheck check)
    {
        string[] kinds = [.. new Option[] { s_onnx, s_train, s_ensemble, s_average }.Select(option => option.Key).Where(check.Has)];
        if (kinds.Contains(s_average.Key) || kinds.Contains(s_ensemble.Key))
        {
            if (kinds.Length > 1)
            {
                check.Report(kinds[^1], $"one kind of teacher is expected, and {string.Join(" and ", kinds)} are named", $"Keep one of them; what '{kinds[0]}' names can be one of the teachers of an ensemble.");
            }
        }
        else
        {
            CheckOrigin(check, s_onnx.Key, s_train.Key);
        }
    }

    /// <summary>A teacher is a file or is trained; a file that is fine-tuned has its architecture.</summary>
    internal static void CheckOrigin(SettingsCheck check, string onnx, string train)
    {
        NetworkFileSettings.Check(check, onnx);
        if (check.Has(train))
        {
            NetworkFileSettings.RefuseRuntime(check, "cannot be trained");
        }

        var written = check.Written.Find(train)?.Value as WrittenMap;
        var model = written?.Find(TeacherTrainingSettings.ModelKey);
        if (!check.Has(onnx) && !check.Has(train))
        {
            check.Report("", "expected a teacher: onnx, train or both; received neither", "Name a file (onnx: teacher.onnx) or an architecture to train (train: { model: … }).");
        }
        else if (check.Has(onnx) && model is not null)
        {
            check.Reading.At(train).At(model.Key).Report(
                model.KeyPlace, "the file under teacher.onnx already is the model, and another is named here", "Remove 'model' to fine-tune the file, or remove 'onnx' to train a teacher from nothing.");
        }
        else if (!check.Has(onnx) && model is null && written is not null)
        {
            check.Reading.At(train).At(TeacherTrainingSettings.ModelKey).Report(
                written.Place, "missing: expected an architecture to train", $"Add 'model' ({string.Join(", ", Architectures.All.Names)}), or name a file to fine-tune under teacher.onnx.");
        }
    }
}
