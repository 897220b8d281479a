using Decant.Students;
using Decant.Teachers;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Decant.LightGbm;

/// <summary>Grows a teacher's trees with LightGBM, by ML.NET.</summary>
public sealed class LightGbmTrees : ITreeLearner
{
    /// <inheritdoc/>
    IReadOnlyList<DecisionTree> ITreeLearner.Grow(TreeLearning learning) => Grow(learning).Trees;

    /// <summary>The trees, and ML.NET's own model of them.</summary>
    internal static (IReadOnlyList<DecisionTree> Trees, ITransformer Model) Grow(TreeLearning learning)
    {
        var context = new MLContext(learning.Seed);
        return learning.IsYesOrNo ? OfYesOrNo(learning, context) : OfNumbers(learning, context);
    }

    /// <summary>The rows as ML.NET reads them.</summary>
    internal static IDataView Rows(TreeLearning learning, MLContext context)
    {
        var form = SchemaDefinition.Create(typeof(LearningRow));
        form[nameof(LearningRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, learning.Width);
        return context.Data.LoadFromEnumerable(
            learning.Truth.Select(
                (truth, n) =>
                    new LearningRow
                    {
                        Features = learning.Features[(n * learning.Width)..((n + 1) * learning.Width)],
                        Label = truth,
                        IsTrue = truth > 0,
                    }
            ),
            form
        );
    }

    private static (IReadOnlyList<DecisionTree>, ITransformer) OfYesOrNo(TreeLearning learning, MLContext context)
    {
        var options = new LightGbmBinaryTrainer.Options { LabelColumnName = nameof(LearningRow.IsTrue) };
        Set(options, learning);
        var model = context.BinaryClassification.Trainers.LightGbm(options).Fit(Rows(learning, context));
        var calibrated = (CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>)model.Model;

        // p = 1 / (1 + exp(slope·score + offset)): the logit is −slope·score − offset.
        return (Trees(calibrated.SubModel.TrainedTreeEnsemble, -calibrated.Calibrator.Slope, -calibrated.Calibrator.Offset), model);
    }

    private static (IReadOnlyList<DecisionTree>, ITransformer) OfNumbers(TreeLearning learning, MLContext context)
    {
        var options = new LightGbmRegressionTrainer.Options();
        Set(options, learning);
        var model = context.Regression.Trainers.LightGbm(options).Fit(Rows(learning, context));
        return (Trees(model.Model.TrainedTreeEnsemble, 1, 0), model);
    }

    private static void Set<TOptions, TOutput, TTransformer, TModel>(
        LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase options,
        TreeLearning learning
    )
        where TOptions : LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase, new()
        where TTransformer : ISingleFeaturePredictionTransformer<TModel>
        where TModel : class
    {
        options.NumberOfIterations = learning.Trees;
        options.NumberOfLeaves = learning.Leaves;
        options.LearningRate = learning.Shrinkage;
        options.MinimumExampleCountPerLeaf = learning.FewestInLeaf;
        options.Seed = learning.Seed;
        options.NumberOfThreads = learning.Threads;
        options.Silent = true;

        // Categories lie in columns of 0 and 1 already: every question is one of a threshold.
        options.UseCategoricalSplit = false;
    }

    private static IReadOnlyList<DecisionTree> Trees(RegressionTreeEnsemble ensemble, double factor, double offset) =>
        [
            .. ensemble.Trees.Select(
                (tree, place) =>
                    new DecisionTree(
                        [.. tree.NumericalSplitFeatureIndexes],
                        [.. tree.NumericalSplitThresholds],
                        [.. tree.LeftChild],
                        [.. tree.RightChild],
                        [.. tree.LeafValues.Select(value => (float)(value * ensemble.TreeWeights[place] * factor))]
                    )
            ),
            new DecisionTree([], [], [], [], [(float)((ensemble.Bias * factor) + offset)]),
        ];

    private sealed class LearningRow
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public bool IsTrue { get; set; }
    }
}
