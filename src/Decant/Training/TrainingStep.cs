using Decant.Data.Batches;
using Decant.Engine;
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
    private readonly Graph _student;
    private readonly Optimizer _optimizer;
    private readonly Executable _executable;
    private readonly string[] _parameters;
    private readonly List<(Tensor Input, ScheduledNumber Course)> _courses = [];
    private readonly FieldBinding _inputs;
    private readonly string[] _teacherValues;
    private readonly Tensor? _samplesInput;
    private readonly Tensor[] _termOutputs;
    private readonly Tensor _totalOutput;
    private readonly Tensor? _stepInput,
        _learningRate,
        _gradientNorm;
    private readonly double[] _terms;

    /// <summary>Compiles the step.</summary>
    /// <param name="design">What is trained, and on which sum of terms.</param>
    /// <param name="settings">What holds for every step.</param>
    public TrainingStep(TrainingDesign design, StepSettings settings)
    {
        _student = design.Student;
        _optimizer = settings.Optimizer;

        // Converted before the losses are added: weights and temperatures then are constants of that precision, not rounded to float32
        // first.
        var converted = settings.Precision != ElementType.Float64 ? design.Student : ChangePrecision.To(design.Student, settings.Precision);
        var peers =
            settings.Precision != ElementType.Float64
                ? design.Peers
                : [.. design.Peers.Select(peer => ChangePrecision.To(peer, settings.Precision))];
        var courses = new Dictionary<string, ScheduledNumber>();
        var graph = TrainingGraph.Build(
            design with
            {
                Student = converted,
                Peers = peers,
                IsMixed = settings.Precision == ElementType.BFloat16,
                Seed = settings.Seed,
                Unbiased = settings.Unbiased,
            },
            courses
        );
        var shares = settings.LayerDecay is { } decay ? LayerDecay.Shares(design.Student, decay) : null;
        UpdateGraph.Add(graph, settings.Optimizer, settings.ClipNorm, settings.MaxNorm, shares);
        _parameters = [.. graph.Initializers.Select(value => value.Name).Where(graph.Parameters.Contains)];
        var bounds = FieldBinding.Bounds(settings.Batch, design.Schema);
        _executable = Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = settings.Device.For("step"),
                Bounds = bounds,
                KeepsStates = true,
            }
        );

        _inputs = new FieldBinding(
            _executable,
            [
                .. design.Student.Inputs.Select(input => (input.Name, input.Name)),
                .. from input in _executable.Graph.Inputs
                where input.Name.StartsWith(LossSignals.FieldPrefix, StringComparison.Ordinal)
                select (input.Name, input.Name[LossSignals.FieldPrefix.Length..]),
            ],
            bounds,
            Network.Input
        );

        // A step reads all of them, and a time that is not told is the beginning.
        foreach (var (name, course) in courses.Where(pair => _executable.Has(pair.Key)))
        {
            _courses.Add((_executable[name], course));
        }

        _teacherValues = [.. design.TeacherValues.Select(value => TrainingGraph.TeacherValue(value.Name))];
        _samplesInput = IfRead(TrainingGraph.Samples);
        _termOutputs = [.. design.Terms.Select(term => _executable[TrainingGraph.TermOutput(term)])];
        _totalOutput = _executable[TrainingGraph.TotalLoss];
        _stepInput = IfRead(TrainingForm.StepInput);
        _learningRate = IfRead(UpdateGraph.LearningRate);
        _gradientNorm = _executable.States.Find(UpdateGraph.GradientNorm);
        _terms = new double[design.Terms.Count];
    }

    /// <summary>The weighted sum of all terms in the last step, mean over the batch.</summary>
    public double TotalLoss { get; private set; }

    /// <summary>Every term of the last step, before its weight.</summary>
    public ReadOnlySpan<double> Terms => _terms;

    /// <summary>What oneDNN chose so far; none where it does not run.</summary>
    public IEnumerable<string> Implementations => _executable.Implementations;

    /// <summary>L2 norm of all gradients before clipping, as last measured.</summary>
    public double GradientNorm => _gradientNorm is null ? 0 : Read(_gradientNorm);

    /// <summary>Names of the parameters that change while their gradients are written.</summary>
    public IEnumerable<string> UpdatedEarly => _executable.UpdatedEarly;

    /// <summary>Bytes that it computes in.</summary>
    public long ArenaBytes => _executable.ArenaBytes;

    /// <summary>Bytes of weights, gradients, moments and all other states.</summary>
    public long StateBytes => _executable.States.Bytes;

    /// <summary>Runs one update.</summary>
    public void Run(in StepInput input)
    {
        Bind(input);
        _executable.Run();
        TotalLoss = Read(_totalOutput);
        for (var i = 0; i < _terms.Length; i++)
        {
            _terms[i] = Read(_termOutputs[i]);
        }
    }

    /// <summary>L2 norm of the last step's gradients by the student's own parameters, without those that terms train next to it.</summary>
    public double StudentGradientNorm() =>
        Math.Sqrt(
            _parameters
                .Where(name => _student.Find(name) is not null)
                .Sum(name => SumOfSquares(_executable[TrainingGraph.GradientOutput(name)]))
        );

    /// <summary>The numbers of a parameter at this moment: the student's, or one that a term trains next to it.</summary>
    public Tensor Parameter(string name) => State(name);

    /// <summary>The student's forward graph with the weights and states of this moment.</summary>
    public Graph Snapshot()
    {
        var copy = Duplicate.Of(_student);
        foreach (var name in _executable.States.Names)
        {
            copy.Find(name)?.Data!.TakeOver(State(name));
        }

        return copy;
    }

    /// <summary>Everything that steps change, in the step's own memory.</summary>
    public IEnumerable<NamedState> States => _executable.States.Names.Select(name => new NamedState(KindOf(name), name, State(name)));

    /// <summary>Continues from where a training stood.</summary>
    /// <exception cref="DecantException">It lacks a state, or one has other sizes.</exception>
    public void Restore(TrainingState state)
    {
        var stored = state.States.ToLookup(stored => (stored.Kind, stored.Name), stored => stored.Value);
        foreach (var own in States)
        {
            var value = stored[(own.Kind, own.Name)].FirstOrDefault();
            if (value is null || value.Type != own.Value.Type || !value.Dimensions.SequenceEqual(own.Value.Dimensions))
            {
                throw new DecantException(
                    $"Resuming: expected the state '{own.Name}' ({own.Kind}) as {own.Value}, received "
                        + $"{value?.ToString() ?? "none"}. Begin anew in another folder."
                );
            }

            own.Value.CopyFrom(value);
        }
    }

    /// <summary>Takes over what another step knew when its checkpoint was taken, as far as this one has values of the same names.</summary>
    public void GoOnFrom(Graph checkpoint)
    {
        foreach (var name in _executable.States.Names)
        {
            if (checkpoint.Find(name)?.Data is { } value)
            {
                State(name).TakeOver(value);
            }
        }
    }

    /// <summary>
    /// The snapshot, and next to it what the terms train and remember: projections, exits, peers, averages. Nothing of the graph reads
    /// those.
    /// </summary>
    public Graph Checkpoint()
    {
        var copy = Snapshot();
        foreach (var name in _parameters.Where(name => copy.Find(name) is null))
        {
            copy.AddParameter(name, State(name).To(ElementType.Float32));
        }

        foreach (var name in _executable.States.Names.Where(name => copy.Find(name) is null && !IsOfUpdate(name)))
        {
            copy.AddInitializer(name, State(name).To(ElementType.Float32));
        }

        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _executable.Dispose();
    }

    private void Bind(in StepInput input)
    {
        _executable.Resize("N", input.Count);
        if (input.Batch is { } batch)
        {
            _inputs.Bind(batch);
        }
        else
        {
            _inputs.Bind(input.Inputs);
        }

        BindIfRead(TrainingGraph.Labels, input.Labels);
        BindIfRead(TrainingGraph.Targets, input.Targets);
        BindIfRead(TrainingGraph.TeacherLogits, input.TeacherLogits);
        for (var i = 0; i < _teacherValues.Length; i++)
        {
            BindIfRead(_teacherValues[i], input.TeacherValues[i]);
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

        if (_learningRate is not null)
        {
            Write(_learningRate, input.LearningRate);
        }
    }

    private Tensor State(string name) => _executable.States.Find(name)!;

    private Tensor? IfRead(string name) => _executable.Has(name) ? _executable[name] : null;

    private StateKind KindOf(string state) =>
        state == UpdateGraph.GradientNorm ? StateKind.Measure
        : UpdateGraph.IsMoment(_optimizer, state) ? StateKind.Moment
        : _parameters.Contains(state) ? StateKind.Parameter
        : state.StartsWith(MovingAverage.Prefix, StringComparison.Ordinal) ? StateKind.Average
        : _student.Find(state) is not null ? StateKind.Statistic
        : StateKind.Memory;

    private bool IsOfUpdate(string state) => state == UpdateGraph.GradientNorm || UpdateGraph.IsMoment(_optimizer, state);

    private void BindIfRead(string name, Tensor? value)
    {
        if (value is not null && _executable.Has(name))
        {
            _executable.Bind(name, value);
        }
    }

    private static double SumOfSquares(Tensor x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Count; i++)
        {
            var number = x.Type == ElementType.Float64 ? x.Span<double>()[i] : x.Span<float>()[i];
            sum += number * number;
        }

        return sum;
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
