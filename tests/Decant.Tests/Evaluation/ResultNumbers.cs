using Decant.Runs;

namespace Decant.Tests.Evaluation;

/// <summary>The numbers of a result by their names, so that tests read as formulas do.</summary>
internal static class ResultNumbers
{
    extension(EvaluationResult result)
    {
        public double Accuracy => result.Metric(NamedValue.Accuracy)!.Value;

        public int Errors => (int)result.Metric("errors")!.Value;

        public int TopK => (int)result.Settings.Single(setting => setting.Name == "topK").Value;

        public double TopKAccuracy => result.Metric(NamedValue.TopKAccuracy)!.Value;

        public double NegativeLogLikelihood => result.Metric(NamedValue.NegativeLogLikelihood)!.Value;

        public double ExpectedCalibrationError => result.Metric("expectedCalibrationError")!.Value;

        public double? Agreement => result.Metric(NamedValue.Agreement);

        public double MacroPrecision => result.Metric("macroPrecision")!.Value;

        public double MacroRecall => result.Metric("macroRecall")!.Value;

        public double MacroF1 => result.Metric("macroF1")!.Value;

        public double MicroF1 => result.Metric("microF1")!.Value;

        public double SubsetAccuracy => result.Metric("subsetAccuracy")!.Value;

        public double HammingAccuracy => result.Metric("hammingAccuracy")!.Value;

        public double BinaryCrossEntropy => result.Metric("binaryCrossEntropy")!.Value;

        public double MeanAbsoluteError => result.Metric("meanAbsoluteError")!.Value;

        public double RootMeanSquaredError => result.Metric("rootMeanSquaredError")!.Value;

        public double? RSquared => result.Metric("rSquared");

        public double? TeacherDifference => result.Metric("teacherDifference");

        public IReadOnlyList<ClassScore> Scores =>
            [
                .. Enumerable
                    .Range(0, result.Tables[0].Cells.Count)
                    .Select(row => new ClassScore(
                        result.Tables[0].Cell(row, "precision")!.Value,
                        result.Tables[0].Cell(row, "recall")!.Value,
                        result.Tables[0].Cell(row, "f1")!.Value,
                        (long)result.Tables[0].Cell(row, "support")!.Value
                    )),
            ];

        public IReadOnlyList<(double MeanAbsoluteError, double RootMeanSquaredError, double? RSquared)> Numbers =>
            [
                .. Enumerable
                    .Range(0, result.Tables[0].Cells.Count)
                    .Select(row =>
                        (
                            result.Tables[0].Cell(row, "meanAbsoluteError")!.Value,
                            result.Tables[0].Cell(row, "rootMeanSquaredError")!.Value,
                            result.Tables[0].Cell(row, "rSquared")
                        )
                    ),
            ];

        /// <summary>The result with another value of one metric.</summary>
        public EvaluationResult With(string metric, double value) =>
            result with
            {
                Measures = [.. result.Measures.Select(measure => measure.Name == metric ? measure with { Value = value } : measure)],
            };
    }
}
