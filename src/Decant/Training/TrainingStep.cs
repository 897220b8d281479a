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
    private readonly List<StepState> _states = [];
    private readonly List<(Tensor Input, ScheduledNumber Course)> _courses = [];
    private readonly string[] _teacherValues;
    private readonly Tensor? _samplesInput;
    private readonly Tensor[] _termOutputs;
    private readonly Tensor _totalOutput;
    private readonly Tensor? _stepInput;
    private readonly double[] _terms;

    /// <summary>Compiles the step.</summary>
    /// <param name="design">What is trained, and on which sum of terms.</param>
    /// <param name="settings">What holds for every step.</param>
    public TrainingStep(TrainingDesign design, StepSettings settings)
    {
        _student = design.Student;
        _settings = settings;

        // Converted before the losses are added: weights and temperatures then are constants of that precision, not rounded to float32 first.
        var converted = settings.Precision != ElementType.Float64 ? design.Student : ChangePrecision.To(design.Student, settings.Precision);
        var peers = settings.Precision != ElementType.Float64 ? design.Peers : [.. design.Peers.Select(peer => ChangePrecision.To(peer, settings.Precision))];
        var courses = new Dictionary<string, ScheduledNumber>();
        var graph = TrainingGraph.Build(design with { Student = converted, Peers = peers, IsMixed = settings.Precision == ElementType.BFloat16, Seed = settings.Seed, Unbiased = settings.Unbiased }, courses);
        _parameters = new ParameterBlock(graph, settings.Optimizer.Moments.Count, settings.Device.For("update"));
        _executable = Executable.Compile(
            graph, new CompileOptions { Device = settings.Device.For("step"), Bounds = new Dictionary<string, int> { ["N"] = settings.Batch } });
        foreach (var segment in _parameters.Segments)
        {
            _executable.Bind(segment.Name, _parameters.ValueOf(segment));
            _executable.Bind(TrainingGraph.GradientOutput(segment.Name), _parameters.GradientOf(segment));

            // Clipping must have seen all gradients before any parameter changes.
            if (settings.ClipNorm is null && _executable.Updater(segment.Name, TrainingGraph.GradientOutput(segment.Name)) is { } writer)
            {
                _parameters.UpdateEarly(segment, writer);
            }
        }

        foreach (var output in graph.Outputs.Where(output => output.Name.EndsWith(TrainingForm.NextSuffix, StringComparison.Ordinal)))
        {
            var name = output.Name[..^TrainingForm.NextSuffix.Length];
            _states.Add(new StepState(name, output.Name, graph[name].Data!));
        }

        // A step reads all of them, and a time that is not told is the beginning.
        foreach (var (name, course) in courses.Where(pair => _executable.Has(pair.Key)))
        {
            _courses.Add((_executable[name], course));
        }

        _teacherValues = [.. design.TeacherValues.Select(value => TrainingGraph.TeacherValue(value.Name))];
        _samplesInput = _executable.Has(TrainingGraph.Samples) ? _executable[TrainingGraph.Samples] : null;
        _termOutputs = [.. design.Terms.Select(term => _executable[TrainingGraph.TermOutput(term)])];
        _totalOutput = _executable[TrainingGraph.TotalLoss];
        _stepInput = _executable.Has(TrainingForm.StepInput) ? _executable[TrainingForm.StepInput] : null;
        _terms = new double[design.Terms.Count];
    }

    /// <summary>The weighted sum of all terms in the last step, mean over the batch.</summary>
    public double TotalLoss { get; private set; }

    /// <summary>Every term of the last step, before its weight.</summary>
    public ReadOnlySpan<double> Terms => _terms;

    /// <summary>What oneDNN chose so far; none where it does not run.</summary>
    public IEnumerable<string> Implementations => _executable.Implementations;

    /// <summary>L2 norm of all gradients before clipping, as last measured.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>Names of the parameters that change while their gradients are written.</summary>
    public IEnumerable<string> UpdatedEarly => _parameters.UpdatedEarly;

    /// <summary>Bytes that it computes in.</summary>
    public long ArenaBytes => _executable.ArenaBytes;

    /// <summary>Bytes of weights, gradients and moments.</summary>
    public long ParameterBytes => _parameters.ByteCount;

    /// <summary>Runs one update.</summary>
    public void Run(in StepInput input)
    {
        Bind(input);
        var options = _settings.OptimizerOptions;
        var update = new OptimizerUpdate(options, input.LearningRate, options.Get(_settings.Optimizer.WeightDecay), input.Number, GradientScale: 1);
        _parameters.PrepareUpdate(_settings.Optimizer, update);
        _executable.Run();
        foreach (var state in _states)
        {
            state.Advance();
        }

        TotalLoss = Read(_totalOutput);
        for (var i = 0; i < _terms.Length; i++)
        {
            _terms[i] = Read(_termOutputs[i]);
        }

        Update(update);
    }

    /// <summary>L2 norm of the last step's gradients by the student's own parameters, without those that terms train alongside it.</summary>
    public double StudentGradientNorm() => _parameters.GradientNorm(segment => _student.Find(segment.Name) is not null);

    /// <summary>The numbers of a parameter at this moment: the student's, or one that a term trains alongside it.</summary>
    public Tensor Parameter(string name) => _parameters.ValueOf(_parameters.Segments.First(segment => segment.Name == name));

    /// <summary>The student's forward graph with the weights and states of this moment.</summary>
    public Graph Snapshot()
    {
        var copy = Duplicate.Of(_student);
        foreach (var segment in _parameters.Segments)
        {
            copy.Find(segment.Name)?.Data!.TakeOver(_parameters.ValueOf(segment));
        }

        foreach (var state in _states)
        {
            copy.Find(state.Name)?.Data!.TakeOver(state.Current);
        }

        return copy;
    }

    /// <summary>Takes over what another step knew when its checkpoint was taken, as far as this one has values of the same names.</summary>
    public void GoOnFrom(Graph checkpoint)
    {
        foreach (var segment in _parameters.Segments)
        {
            if (checkpoint.Find(segment.Name)?.Data is { } value)
            {
                _parameters.ValueOf(segment).TakeOver(value);
            }
        }

        foreach (var state in _states)
        {
            if (checkpoint.Find(state.Name)?.Data is { } value)
            {
                state.Current.TakeOver(value);
            }
        }
    }

    /// <summary>The snapshot, and next to it what the terms train and remember: projections, exits, peers, averages. Nothing of the graph reads those.</summary>
    public Graph Checkpoint()
    {
        var copy = Snapshot();
        foreach (var segment in _parameters.Segments.Where(segment => copy.Find(segment.Name) is null))
        {
            copy.AddParameter(segment.Name, _parameters.ValueOf(segment).To(ElementType.Float32));
        }

        foreach (var state in _states.Where(state => copy.Find(state.Name) is null))
        {
            copy.AddInitializer(state.Name, state.Current.To(ElementType.Float32));
        }

        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _executable.Dispose();
        _parameters.Dispose();
    }

    private void Bind(in StepInput input)
    {
        _executable.Resize("N", input.Count);
        _executable.Bind(Network.Input, input.Inputs);
        BindIfRead(TrainingGraph.Labels, input.Labels);
        BindIfRead(TrainingGraph.Targets, input.Targets);
        BindIfRead(TrainingGraph.TeacherLogits, input.TeacherLogits);
        for (var i = 0; i < _teacherValues.Length; i++)
        {
            BindIfRead(_teacherValues[i], input.TeacherValues[i]);
        }

        foreach (var state in _states)
        {
            _executable.Bind(state.Name, state.Current);
            _executable.Bind(state.NextName, state.Next);
        }

        foreach (var (number, course) in _courses)
        {
            Write(number, course.At(input.Share));
        }

        if (_samplesInput is not null)
        {
            var samples = _samplesInput.Span<long>();
            for (var i = 0; i < input.Samples.Length; i++)
            {
                samples[i] = input.Samples[i];
            }
        }

        if (_stepInput is not null)
        {
            _stepInput.Span<long>()[0] = input.Number;
        }
    }

    private void BindIfRead(string name, Tensor? value)
    {
        if (value is not null && _executable.Has(name))
        {
            _executable.Bind(name, value);
        }
    }

    private void Update(in OptimizerUpdate update)
    {
        var scale = 1.0;
        if (_settings.ClipNorm is not null || update.Step % NormEvery == 1)
        {
            GradientNorm = _parameters.GradientNorm();
            scale = _settings.ClipNorm is { } clip && GradientNorm > clip ? clip / GradientNorm : 1;
        }

        _parameters.Update(_settings.Optimizer, update with { GradientScale = scale });
        if (_settings.MaxNorm is { } limit)
        {
            _parameters.LimitNorms(limit);
        }
    }

    private static double Read(Tensor scalar) => scalar.Type == ElementType.Float64 ? scalar.Span<double>()[0] : scalar.Span<float>()[0];

    private static void Write(Tensor scalar, double number)
    {
        if (scalar.Type == ElementType.Float64)
        {
            scalar.Span<double>()[0] = number;
        }
        else
        {
            scalar.Span<float>()[0] = (float)number;
        }
    }
}
