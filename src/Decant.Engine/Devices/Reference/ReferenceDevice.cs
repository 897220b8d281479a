using Decant.Engine.Devices.Movement;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Engine.Devices.Reference;

/// <summary>
/// Plain loops on one thread, float32, float64 and whole numbers: slow, obvious, the judge of the others, and what they hand to when they
/// lack a kernel.
/// </summary>
internal sealed class ReferenceDevice(WorkerPool pool, ExecutionProfile? profile) : Device(DeviceName, pool, profile)
{
    /// <summary>Its name.</summary>
    public const string DeviceName = "reference";

    /// <summary>Its launchers.</summary>
    public static LauncherTable Table { get; } = new(Launchers(new PlainMover()));

    /// <inheritdoc/>
    internal override Launcher Launcher(Node node) => Table.Find(node);

    private static Launcher[] Launchers(Mover mover) =>
        [
            new AdamWUpdateLauncher(),
            new AveragePoolGradientLauncher(),
            new AveragePoolLauncher(),
            new BatchNormalizationGradientLauncher(),
            new BatchNormalizationLauncher(),
            new BatchNormalizationTrainingLauncher(),
            new BinaryLauncher(),
            new BroadcastToLauncher(mover),
            new CastLauncher(),
            new ChangeOrderLauncher(mover),
            new ComparisonLauncher(),
            new ConcatLauncher(mover),
            new ConvDataGradientLauncher(),
            new ConvLauncher(),
            new ConvTransposeLauncher(),
            new ConvWeightGradientLauncher(),
            new CumSumLauncher(),
            new ExchangeLauncher(),
            new ExternalNetworkLauncher(),
            new GatherElementsGradientLauncher(),
            new GatherElementsLauncher(),
            new GatherGradientLauncher(),
            new GatherLauncher(),
            new GemmLauncher(),
            new GlobalAveragePoolLauncher(),
            new GradientNormLauncher(),
            new LayerNormalizationGradientLauncher(),
            new LayerNormalizationLauncher(),
            new LimitNormLauncher(),
            new LogSoftmaxAtGradientLauncher(),
            new LogSoftmaxAtLauncher(),
            new LogSoftmaxGradientLauncher(),
            new LogSoftmaxLauncher(),
            new LogicLauncher(),
            new MatMulLauncher(),
            new MaxPoolGradientLauncher(),
            new MaxPoolLauncher(),
            new NotLauncher(),
            new PadLauncher(),
            new RandomDropoutLauncher(),
            new RandomIndicesLauncher(),
            new RecurrenceGradientLauncher(),
            new RecurrenceLauncher(),
            new ReductionLauncher(),
            new RoundToBFloat16Launcher(),
            new ScaledDotProductAttentionGradientLauncher(),
            new ScaledDotProductAttentionLauncher(),
            new ScatterElementsLauncher(),
            new ScatterRowsLauncher(),
            new SgdUpdateLauncher(),
            new ShapeOfLauncher(),
            new SliceGradientLauncher(mover),
            new SliceLauncher(mover),
            new SoftmaxDivergenceGradientLauncher(),
            new SoftmaxDivergenceLauncher(),
            new SoftmaxGradientLauncher(),
            new SoftmaxLauncher(),
            new SquaredDistancesLauncher(),
            new TopKLauncher(),
            new TransposeLauncher(mover),
            new UnaryLauncher(),
            new ViewLauncher(),
            new WhereLauncher(),
        ];
}
