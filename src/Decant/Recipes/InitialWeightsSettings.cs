using Decant.Options;
using Decant.Students.Texts;

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
    private static readonly Option<bool> s_teacher = Option.Switch(
        "teacher",
        false,
        "Weights of the teacher's layers of equal shape; of encoders of texts every k-th layer, and token vectors by their principal "
            + "components."
    );
    private static readonly Option<TokenVectorSource> s_tokenVectors = Option.Choice<TokenVectorSource>(
        "token-vectors",
        TokenVectorSource.Table,
        "Of a teacher of texts, the first token vectors of the student: rows of its table, or its answers to each token alone, which suit "
            + "static-embedding and bag-of-embeddings and any vocabulary."
    );
    private static readonly Option<double> s_tokenSmoothing = Option.Number(
        "token-smoothing",
        null,
        "a of the first weights a/(a + p) of the tokens of static-embedding, p a token's share of the training texts (Arora et al. 2017; "
            + "0.001 there); left out, all weigh the same.",
        above: 0,
        atMost: 1,
        unit: "share",
        unset: ""
    );

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

    /// <summary>Where the first token vectors of a student of texts come from.</summary>
    public TokenVectorSource TokenVectors
    {
        get => Get(s_tokenVectors);
        init => Values = Changed<TokenVectorSource>(s_tokenVectors, value);
    }

    /// <summary>
    /// a of the first weights a/(a + p) of the tokens of <c>static-embedding</c>; null where all weigh the same; above 0, at most 1.
    /// </summary>
    public double? TokenSmoothing
    {
        get => Values.FindNumber(s_tokenSmoothing);
        init => Values = Changed(s_tokenSmoothing, value);
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
