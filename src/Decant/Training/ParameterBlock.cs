using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Training.Optimizers;

namespace Decant.Training;

/// <summary>
/// Parameters, gradients and the optimizer's moments, each in one contiguous buffer with segments padded to 64 bytes: the optimizer is one pass over
/// what did not change while its gradient was written, a checkpoint one write, an average between machines one call. Weights that decay come first; biases and
/// normalisation do not decay.
/// </summary>
internal sealed class ParameterBlock : IDisposable
{
    private readonly long _decaying;
    private readonly string _name;
    private readonly List<(ParameterSegment Segment, Step Writer)> _early = [];
    private List<(long First, long Count)> _late;
    private ProfileTrack? _track;

    /// <summary>Copies the initial values out of a graph.</summary>
    /// <param name="graph">Its parameters are taken.</param>
    /// <param name="moments">Kinds of moments the optimizer keeps.</param>
    /// <param name="device">Threads and kernels that change them.</param>
    public ParameterBlock(Graph graph, int moments, Device device)
    {
        (Device, _name) = (device, graph.Name);
        var parameters = graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)).OrderBy(value => value.Shape.Rank < 2).ToArray();
        var type = parameters.FirstOrDefault()?.Type ?? ElementType.Float32;
        long offset = 0;
        var segments = new List<ParameterSegment>();
        foreach (var parameter in parameters)
        {
            segments.Add(new ParameterSegment(parameter.Name, offset, parameter.Shape.Sizes()));
            offset += Padded(parameter.Data!.Count, type);
            _decaying = parameter.Shape.Rank >= 2 ? offset : _decaying;
        }

        Segments = segments;
        Values = new Tensor(type, checked((int)offset));
        Gradients = new Tensor(type, checked((int)offset));
        Moments = [.. Enumerable.Range(0, moments).Select(_ => new Tensor(type, checked((int)offset)))];
        foreach (var (parameter, segment) in parameters.Zip(segments))
        {
            ValueOf(segment).CopyFrom(parameter.Data!);
        }

        _late = Late();
    }

    /// <summary>Threads and kernels that change the parameters.</summary>
    public Device Device { get; }

    /// <summary>Where each parameter lies.</summary>
    public IReadOnlyList<ParameterSegment> Segments { get; }

    /// <summary>All parameters.</summary>
    public Tensor Values { get; }

    /// <summary>The loss's derivatives by them.</summary>
    public Tensor Gradients { get; }

    /// <summary>What the optimizer keeps per parameter.</summary>
    public IReadOnlyList<Tensor> Moments { get; }

    /// <summary>Bytes of all of it.</summary>
    public long ByteCount => Values.ByteCount + Gradients.ByteCount + Moments.Sum(moment => moment.ByteCount);

    /// <summary>One parameter.</summary>
    public Tensor ValueOf(ParameterSegment segment) => Values.View(segment.Offset, segment.Dimensions);

    /// <summary>The loss's derivative by one parameter.</summary>
    public Tensor GradientOf(ParameterSegment segment) => Gradients.View(segment.Offset, segment.Dimensions);

    /// <summary>Names of those that change while their gradients are written.</summary>
    public IEnumerable<string> UpdatedEarly => _early.Select(early => early.Segment.Name);

    /// <summary>Lets a parameter change while its gradient is written, and leaves it out of <see cref="Update"/>.</summary>
    /// <param name="segment">The parameter.</param>
    /// <param name="writer">What writes its gradient (<see cref="Executable.Updater"/>).</param>
    public void UpdateEarly(ParameterSegment segment, Step writer)
    {
        _early.Add((segment, writer));
        _late = Late();
    }

    /// <summary>Tells those that change while their gradients are written how.</summary>
    public void PrepareUpdate(Optimizer optimizer, in OptimizerUpdate update)
    {
        foreach (var (segment, writer) in _early)
        {
            writer.Update = optimizer.Update(new OptimizerStretch(this, segment.Offset, segment.Count), At(segment.Offset, update));
        }
    }

    /// <summary>One update of everything that has not changed while its gradient was written.</summary>
    public void Update(Optimizer optimizer, in OptimizerUpdate update)
    {
        _track ??= Device.Profile?.Add(Device.Purpose, _name, [(optimizer.Name, "parameters")], ByteCount);
        var start = _track?.Now ?? 0;
        var changed = 0L;
        foreach (var (first, count) in _late)
        {
            optimizer.Step(new OptimizerStretch(this, first, count), At(first, update));
            changed += count;
        }

        // Weights, gradients and moments are read, weights and moments written.
        _track?.Record(0, start, new StepCost(0, changed * Values.Type.Size() * (3.0 + (2 * Moments.Count))));
    }

    /// <summary>L2 norm of all gradients together.</summary>
    public unsafe double GradientNorm() => Math.Sqrt(Gradients.Type == ElementType.Float64
        ? Engine.Kernels.Reference.Norms.SumOfSquares((double*)Gradients.Pointer, Gradients.Count)
        : Device.IsPlain
            ? Engine.Kernels.Reference.Norms.SumOfSquares((float*)Gradients.Pointer, Gradients.Count)
            : Engine.Kernels.Managed.Norms.SumOfSquares(Device.Pool, (float*)Gradients.Pointer, Gradients.Count));

    /// <summary>L2 norm of the gradients of some parameters together.</summary>
    public unsafe double GradientNorm(Func<ParameterSegment, bool> isCounted) => Math.Sqrt(Segments.Where(isCounted).Sum(segment =>
        Gradients.Type == ElementType.Float64
            ? Engine.Kernels.Reference.Norms.SumOfSquares((double*)Gradients.Pointer + segment.Offset, segment.Count)
            : Engine.Kernels.Reference.Norms.SumOfSquares((float*)Gradients.Pointer + segment.Offset, segment.Count)));

    /// <summary>
    /// Shrinks the incoming weights of every unit whose L2 norm exceeds a limit to that limit. Srebro and Shraibman 2005; for dropout networks
    /// Srivastava et al., JMLR 15, 2014.
    /// </summary>
    public unsafe void LimitNorms(double limit)
    {
        foreach (var segment in Segments)
        {
            if (segment.Dimensions.Length < 2)
            {
                continue;
            }

            var units = new AlongAxis(segment.Dimensions[0], segment.Count / segment.Dimensions[0], 1);
            if (Values.Type == ElementType.Float64)
            {
                Engine.Kernels.Reference.MaxNorm.Run((double*)Values.Pointer + segment.Offset, units, limit);
            }
            else if (Device.IsPlain)
            {
                Engine.Kernels.Reference.MaxNorm.Run((float*)Values.Pointer + segment.Offset, units, limit);
            }
            else
            {
                Engine.Kernels.Managed.MaxNorm.Run(Device.Pool, (float*)Values.Pointer + segment.Offset, units, limit);
            }
        }
    }

    private OptimizerUpdate At(long place, in OptimizerUpdate update) => place < _decaying ? update : update with { WeightDecay = 0 };

    private static long Padded(long count, ElementType type)
    {
        var lane = Tensor.Alignment / type.Size();
        return (count + lane - 1) / lane * lane;
    }

    // The stretches between those that change early, cut where decaying ends.
    private List<(long First, long Count)> Late()
    {
        var stretches = new List<(long First, long Count)>();
        long first = 0;
        foreach (var (offset, count) in _early.Select(early => (early.Segment.Offset, early.Segment.Count)).Append((_decaying, 0)).Append((Values.Count, 0)).Order())
        {
            stretches.Add((first, offset - first));
            first = offset + Padded(count, Values.Type);
        }

        return [.. stretches.Where(stretch => stretch.Count > 0)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Values.Dispose();
        Gradients.Dispose();
        foreach (var moment in Moments)
        {
            moment.Dispose();
        }
    }
}

/// <summary>Where one parameter lies in the block.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Offset">Its first element.</param>
/// <param name="Dimensions">Its sizes.</param>
internal sealed record ParameterSegment(string Name, long Offset, int[] Dimensions)
{
    /// <summary>Number of elements.</summary>
    public int Count { get; } = Dimensions.Aggregate(1, (product, size) => product * size);
}
