namespace Decant.Evaluation;

/// <summary>A model's logits for one sample next to the sample's label, with what several metrics need from them.</summary>
internal readonly ref struct Answer
{
    /// <summary>The teacher gave no answer.</summary>
    public const int NoTeacher = -1;

    public Answer(ReadOnlySpan<float> logits, int label, int teacherBest = NoTeacher)
    {
        Logits = logits;
        Label = label;
        TeacherBest = teacherBest;
        Best = BestOf(logits);

        // ln Σ exp z = max z + ln Σ exp(z − max z): no exponential overflows. In double and index order, so that
        // a sample's numbers depend on nothing but the sample.
        var highest = (double)logits[Best];
        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - highest);
        }

        LogSumExp = highest + Math.Log(sum);
    }

    /// <summary>The sample's row, C logits.</summary>
    public ReadOnlySpan<float> Logits { get; }

    /// <summary>The true class, 0 to C − 1.</summary>
    public int Label { get; }

    /// <summary>The class with the highest logit.</summary>
    public int Best { get; }

    /// <summary>The teacher's class, or <see cref="NoTeacher"/>.</summary>
    public int TeacherBest { get; }

    /// <summary>ln Σ exp z, so that ln softmax(z) = z − LogSumExp.</summary>
    public double LogSumExp { get; }

    /// <summary>The class with the highest logit; the lower index where several are equal.</summary>
    public static int BestOf(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var c = 1; c < logits.Length; c++)
        {
            if (logits[c] > logits[best])
            {
                best = c;
            }
        }

        return best;
    }
}
