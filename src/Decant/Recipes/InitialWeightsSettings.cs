using Decant.Options;

namespace Decant.Recipes;

/// <summary>
/// Where a student's weights come from before it is trained; layers without a counterpart of equal shape begin at random.
/// </summary>
public sealed record InitialWeightsSettings : Settings, ISettings
{
    private static readonly Option<string> s_onnx = Option.File(
        "onnx",
        null,
        "Weights of the same name and shape in this file.",
        unset: ""
    );
    private static readonly Option<bool> s_teacher = Option.Switch("teacher", false, "Weights of the teacher's layers of equal shape.");

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(InitialWeightsSettings));

    /// <summary>The file that weights come from, or null.</summary>
    public string? Onnx
    {
        get => Values.Find(s_onnx);
        init => Values = Changed(s_onnx, value);
    }

    /// <summary>Whether weights come from the teacher's layers of equal shape.</summary>
    public bool IsTeacher
    {
        get => Get(s_teacher);
        init => Values = Changed<bool>(s_teacher, value);
    }

    static void ISettings.Check(SettingsCheck check)
    {
        var fromTeacher = check.Values.TryGet(s_teacher, out var on) && on;
        if (check.Has(s_onnx) && fromTeacher)
        {
            check.Report(s_teacher.Key, "weights can come from a file or from the teacher, and both are named", "Remove one of the two.");
        }
        else if (!check.Has(s_onnx.Key) && !fromTeacher && !check.Has(s_teacher.Key))
        {
            check.Report(
                "",
                "expected onnx or teacher, received neither",
                "Write 'init: { onnx: FILE }' or 'init: { teacher: on }', or leave init out for random weights."
            );
        }
    }
}
