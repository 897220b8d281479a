using Decant.Engine.Execution.Launchers;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Execution;

/// <summary>Which launcher runs which operator.</summary>
internal static class LauncherTable
{
    private static readonly UnaryLauncher s_unary = new();
    private static readonly BinaryLauncher s_binary = new();
    private static readonly ComparisonLauncher s_comparison = new();
    private static readonly LogicLauncher s_logic = new();
    private static readonly ReductionLauncher s_reduction = new();
    private static readonly RecurrenceLauncher s_recurrence = new();
    private static readonly ViewLauncher s_view = new();

    private static readonly Dictionary<Type, Launcher> s_launchers = new()
    {
        [typeof(AdamWUpdate)] = new AdamWUpdateLauncher(),
        [typeof(AveragePool)] = new AveragePoolLauncher(),
        [typeof(AveragePoolGradient)] = new AveragePoolGradientLauncher(),
        [typeof(BatchNormalization)] = new BatchNormalizationLauncher(),
        [typeof(BatchNormalizationGradient)] = new BatchNormalizationGradientLauncher(),
        [typeof(BatchNormalizationTraining)] = new BatchNormalizationTrainingLauncher(),
        [typeof(BroadcastTo)] = new BroadcastToLauncher(),
        [typeof(Cast)] = new CastLauncher(),
        [typeof(ChangeOrder)] = new ChangeOrderLauncher(),
        [typeof(Concat)] = new ConcatLauncher(),
        [typeof(Conv)] = new ConvLauncher(),
        [typeof(ConvDataGradient)] = new ConvDataGradientLauncher(),
        [typeof(ConvWeightGradient)] = new ConvWeightGradientLauncher(),
        [typeof(ConvTranspose)] = new ConvTransposeLauncher(),
        [typeof(CumSum)] = new CumSumLauncher(),
        [typeof(Exchange)] = new ExchangeLauncher(),
        [typeof(ExternalNetwork)] = new ExternalNetworkLauncher(),
        [typeof(Gather)] = new GatherLauncher(),
        [typeof(GatherElements)] = new GatherElementsLauncher(),
        [typeof(GatherElementsGradient)] = new GatherElementsGradientLauncher(),
        [typeof(GatherGradient)] = new GatherGradientLauncher(),
        [typeof(Gemm)] = new GemmLauncher(),
        [typeof(GlobalAveragePool)] = new GlobalAveragePoolLauncher(),
        [typeof(GradientNorm)] = new GradientNormLauncher(),
        [typeof(LayerNormalization)] = new LayerNormalizationLauncher(),
        [typeof(LayerNormalizationGradient)] = new LayerNormalizationGradientLauncher(),
        [typeof(LimitNorm)] = new LimitNormLauncher(),
        [typeof(LogSoftmax)] = new LogSoftmaxLauncher(),
        [typeof(LogSoftmaxAt)] = new LogSoftmaxAtLauncher(),
        [typeof(LogSoftmaxAtGradient)] = new LogSoftmaxAtGradientLauncher(),
        [typeof(LogSoftmaxGradient)] = new LogSoftmaxGradientLauncher(),
        [typeof(MatMul)] = new MatMulLauncher(),
        [typeof(MaxPool)] = new MaxPoolLauncher(),
        [typeof(MaxPoolGradient)] = new MaxPoolGradientLauncher(),
        [typeof(Not)] = new NotLauncher(),
        [typeof(Pad)] = new PadLauncher(),
        [typeof(RandomDropout)] = new RandomDropoutLauncher(),
        [typeof(RandomIndices)] = new RandomIndicesLauncher(),
        [typeof(RecurrenceGradient)] = new RecurrenceGradientLauncher(),
        [typeof(RoundToBFloat16)] = new RoundToBFloat16Launcher(),
        [typeof(ScaledDotProductAttention)] = new ScaledDotProductAttentionLauncher(),
        [typeof(ScaledDotProductAttentionGradient)] = new ScaledDotProductAttentionGradientLauncher(),
        [typeof(ScatterElements)] = new ScatterElementsLauncher(),
        [typeof(ScatterRows)] = new ScatterRowsLauncher(),
        [typeof(SgdUpdate)] = new SgdUpdateLauncher(),
        [typeof(ShapeOf)] = new ShapeOfLauncher(),
        [typeof(Slice)] = new SliceLauncher(),
        [typeof(SliceGradient)] = new SliceGradientLauncher(),
        [typeof(Softmax)] = new SoftmaxLauncher(),
        [typeof(SoftmaxDivergence)] = new SoftmaxDivergenceLauncher(),
        [typeof(SoftmaxDivergenceGradient)] = new SoftmaxDivergenceGradientLauncher(),
        [typeof(SoftmaxGradient)] = new SoftmaxGradientLauncher(),
        [typeof(SquaredDistances)] = new SquaredDistancesLauncher(),
        [typeof(TopK)] = new TopKLauncher(),
        [typeof(Transpose)] = new TransposeLauncher(),
        [typeof(Where)] = new WhereLauncher(),
    };

    /// <summary>The launcher of a node.</summary>
    /// <exception cref="DecantException">Nothing can run the operator.</exception>
    public static Launcher Find(Node node) => s_launchers.GetValueOrDefault(node.Operator.GetType()) ?? node.Operator switch
    {
        Identity or StopGradient or Reshape or Flatten or Squeeze or Unsqueeze or Dropout => s_view,
        Comparison => s_comparison,
        And or Or or Xor => s_logic,
        ElementwiseUnary => s_unary,
        ElementwiseBinary => s_binary,
        Recurrence => s_recurrence,
        Reduction or SumTo => s_reduction,
        _ => throw new DecantException($"Compile: no kernel runs the operator {node.Operator.Name} that computes '{node.Outputs[0].Name}'."),
    };
}
