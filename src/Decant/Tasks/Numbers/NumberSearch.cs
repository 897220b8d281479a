using System.Globalization;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Students;

namespace Decant.Tasks.Numbers;

/// <summary>What is asked about a network from elsewhere that answers numbers: they are what they are.</summary>
internal sealed class NumberSearch : AnswerSearch
{
    public override string Judge => MeanAbsoluteError.Facts.Name;

    public override bool HasNamesElsewhere => false;

    // An answer in its own unit has the name prediction.
    public override bool Recognises(Graph network) =>
        network.Outputs.Any(output => output.Name == Network.Prediction) && !network.Outputs.Any(output => output.Name == Network.Logits);

    public override bool IsActivation(Operator candidate) => false;

    // Always predicting the mean explains nothing, R² = 0.
    public override string? ChanceProblem(TeacherTrial trial) =>
        trial.Result().Metric(RSquared.Facts.Name) is <= 0 and var explained
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the teacher explains nothing of the validation samples (R² {explained:0.00}): always predicting "
                    + $"the mean is as good. Its answers teach little: train it longer, or check its file, its unit and "
                    + $"its preprocessing."
            )
            : null;
}
