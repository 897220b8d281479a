using Decant.Engine.Devices.Movement;
using Decant.Engine.Devices.Reference;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Engine.Devices.Managed;

/// <summary>SIMD in C#, several threads; float32. What it lacks runs on the plain loops.</summary>
internal sealed class ManagedDevice(WorkerPool pool, ExecutionProfile? profile) : Device(DeviceName, pool, profile)
{
    /// <summary>Its name.</summary>
    public const string DeviceName = "managed";

    /// <summary>Its launchers, then those of the plain loops.</summary>
    public static LauncherTable Table { get; } = new(Launchers(new ManagedMover()), ReferenceDevice.Table);

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
            new ConcatLauncher(mover),
            new ConvDataGradientLauncher(),
            new ConvLauncher(),
            new ConvTransposeLauncher(),
            new ConvWeightGradientLauncher(),
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
            new MatMulLauncher(),
            new MaxPoolGradientLauncher(),
            new MaxPoolLauncher(),
            new PadLauncher(),
            new RandomDropoutLauncher(),
            new RecurrenceGradientLauncher(),
            new RecurrenceLauncher(),
            new ReductionLauncher(),
            new RoundToBFloat16Launcher(),
            new ScaledDotProductAttentionGradientLauncher(),
            new ScaledDotProductAttentionLauncher(),
            new SgdUpdateLauncher(),
            new SliceGradientLauncher(mover),
            new SliceLauncher(mover),
            new SoftmaxDivergenceGradientLauncher(),
            new SoftmaxDivergenceLauncher(),
            new SoftmaxGradientLauncher(),
            new SoftmaxLauncher(),
            new TopKLauncher(),
            new TransposeLauncher(mover),
            new UnaryLauncher(),
        ];
}
