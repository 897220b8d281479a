using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Passes;
using Decant.Losses;
using Decant.Students;
using Decant.Training.Optimizers;

namespace Decant.Training;

/// <summary>One optimizer update, compiled: forward, losses, backward, update. A step allocates nothing on the managed heap.</summary>
internal sealed class TrainingStep : IDisposable
{
    // Besides clipping, the norm is only for the eye: a look at every 16th step costs nothing.
    private const int NormEvery = 16;

    private readonly Graph _student;
    private readonly StepSettings _settings;
    private readonly Executable _executable;
    private readonly ParameterBlock _parameters;
    private readonly Dictionary<string, Tensor> _states = new(StringComparer.Ordinal);
    private readonly Tensor[] _termOutputs;
    private readonly Tensor _totalOutput;
    private readonly Tensor? _stepInput;
    private readonly double[] _terms;

    /// <summary>Compiles the step.</summary>
    /// <param name="student">The forward graph; it is not changed.</param>
    /// <param name="terms">The terms of the loss.</param>
    /// <param name="settings">What holds for every step.</param>
    public TrainingStep(Graph student, IReadOnlyList<LossTerm> terms, StepSettings settings)
    {
        _student = student;
        _settings = settings;

        // Converted before the losses are added: weights and temperatures then are constants of that precision, not rounded to float32 first.
        var converted = settings.Precision == ElementType.Float32 ? student : ChangePrecision.To(student, settings.Precision);
        var graph = TrainingGraph.Build(converted, terms, settings.Seed, settings.Unbiased);
        _parameters = new ParameterBlock(graph, settings.Optimizer.Moments.Count, settings.Kernels, settings.Pool);
        _executable = Executable.Compile(
            graph, new CompileOptions { Pool = settings.Pool, Kernels = settings.Kernels, Bounds = new Dictionary<string, int> { ["N"] = settings.Batch } });
        foreach (var segment in _parameters.Segments)
        {
            _executable.Bind(segment.Name, _parameters.ValueOf(segment));
            _executable.Bind(TrainingGraph.GradientOutput(segment.Name), _parameters.GradientOf(segment));
        }

        // A state's next value is written where the state is read: both names are the same memory.
        foreach (var output in graph.Outputs.Where(output => output.Name.EndsWith(TrainingForm.NextSuffix, StringComparison.Ordinal)))
        {
            var name = output.Name[..^TrainingForm.NextSuffix.Length];
            var state = graph[name].Data!.Clone();
            _states.Add(name, state);
            _executable.Bind(name, state);
            _executable.Bind(output.Name, state);
        }

        _termOutputs = [.. terms.Select(term => _executable[TrainingGraph.TermOutput(term)])];
        _totalOutput = _executable[TrainingGraph.TotalLoss];
        _stepInput = _executable.Has(TrainingForm.StepInput) ? _executable[TrainingForm.StepInput] : null;
        _terms = new double[terms.Count];
    }

    /// <summary>The weighted sum of all terms in the last step, mean over the batch.</summary>
    public double TotalLoss { get; private set; }

    /// <summary>Every term of the last step, before its weight.</summary>
    public ReadOnlySpan<double> Terms => _terms;

    /// <summary>L2 norm of all gradients before clipping, as last measured.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>Runs one update.</summary>
    /// <param name="inputs">[N, ..] of the step's precision.</param>
    /// <param name="labels">Int64 [N].</param>
    /// <param name="teacherLogits">[N, C] of the step's precision; null without a teacher.</param>
    /// <param name="count">N, at most the largest batch.</param>
    /// <param name="learningRate">Size of the step.</param>
    /// <param name="step">The update's number over the whole training, from 1.</param>
    public void Run(Tensor inputs, Tensor? labels, Tensor? teacherLogits, int count, double learningRate, long step)
    {
        _executable.Resize("N", count);
        _executable.Bind(Network.Input, inputs);
        if (labels is not null && _executable.Has(TrainingGraph.Labels))
        {
            _executable.Bind(TrainingGraph.Labels, labels);
        }

        if (teacherLogits is not null && _executable.Has(TrainingGraph.TeacherLogits))
        {
            _executable.Bind(TrainingGraph.TeacherLogits, teacherLogits);
        }

        _stepInput?.Span<long>()[0] = step;
        _executable.Run();
        TotalLoss = Read(_totalOutput);
        for (var i = 0; i < _terms.Length; i++)
        {
            _terms[i] = Read(_termOutputs[i]);
        }

        Update(learningRate, step);
    }

    /// <summary>The student's forward graph with the weights and states of this moment.</summary>
    public Graph Snapshot()
    {
        var copy = Duplicate.Of(_student);
        foreach (var segment in _parameters.Segments)
        {
            Store(_parameters.ValueOf(segment), copy[segment.Name].Data!);
        }

        foreach (var (name, state) in _states)
        {
            Store(state, copy[name].Data!);
        }

        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _executable.Dispose();
        _parameters.Dispose();
    }

    private void Update(double learningRate, long step)
    {
        var scale = 1.0;
        if (_settings.ClipNorm is not null || step % NormEvery == 1)
        {
            GradientNorm = _parameters.GradientNorm();
            scale = _settings.ClipNorm is { } clip && GradientNorm > clip ? clip / GradientNorm : 1;
        }

        var options = _settings.OptimizerOptions;
        _parameters.Update(_settings.Optimizer, new OptimizerUpdate(options, learningRate, options.Get(_settings.Optimizer.WeightDecay), step, scale));
        if (_settings.MaxNorm is { } limit)
        {
            _parameters.LimitNorms(limit);
        }
    }

    private static double Read(Tensor scalar) => scalar.Type == ElementType.Float64 ? scalar.Span<double>()[0] : scalar.Span<float>()[0];

    private static void Store(Tensor from, Tensor to)
    {
        if (from.Type == to.Type)
        {
            to.CopyFrom(from);
            return;
        }

        var source = from.Span<double>();
        var target = to.Span<float>();
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (float)source[i];
        }
    }
}
