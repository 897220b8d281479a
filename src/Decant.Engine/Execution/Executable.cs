using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;

namespace Decant.Engine.Execution;

/// <summary>A compiled graph. A run allocates nothing; one run at a time.</summary>
internal sealed unsafe class Executable : IDisposable
{
    private readonly Step[] _steps;
    private readonly Dictionary<string, Operand> _operands;
    private readonly SymbolTable _symbols;
    private readonly Storage[] _inArena;
    private readonly CompileOptions _options;
    private readonly Storage[][] _freed;
    private readonly ProfileTrack? _track;
    private readonly StepCost[] _costs;
    private void* _place;
    private bool _isChecked;
    private bool _isDisposed;

    internal Executable(
        Graph graph,
        Step[] steps,
        Dictionary<string, Operand> operands,
        SymbolTable symbols,
        Storage[] inArena,
        long arenaBytes,
        StateMemory states,
        CompileOptions options
    )
    {
        States = states;
        (Graph, _steps, _operands, _symbols, _inArena, ArenaBytes, _options) = (
            graph,
            steps,
            operands,
            symbols,
            inArena,
            arenaBytes,
            options
        );
        var device = options.Device;
        device.Arena.Join(arenaBytes);
        _track = device.Profile?.Add(
            device.Purpose,
            graph.Name,
            [.. steps.Select(step => (step.Name, step.Chain[^1].Node.Outputs[0].Name))],
            arenaBytes
        );
        _costs = _track is null ? [] : new StepCost[steps.Length];
        _freed = [];
        if (options.Poison)
        {
            var freed = inArena.ToLookup(storage => storage.LastStep);
            _freed = [.. Enumerable.Range(0, steps.Length).Select(step => freed[step].ToArray())];
        }
    }

    /// <summary>The graph as it runs, after all rewriting.</summary>
    public Graph Graph { get; }

    /// <summary>
    /// The implementations that a library such as oneDNN chose so far, such as <c>brg:avx512_core_amx_bf16</c>; none where none ran.
    /// </summary>
    public IEnumerable<string> Implementations => Plans?.Implementations ?? [];

    /// <summary>What the kernels keep from run to run; null where they keep nothing.</summary>
    internal IKernelPlans? Plans { get; init; }

    /// <summary>The states that it keeps (<see cref="CompileOptions.KeepsStates"/>); none where it keeps none.</summary>
    internal StateMemory States { get; }

    /// <summary>Names of the parameters that change while their gradients are written.</summary>
    internal IEnumerable<string> UpdatedEarly =>
        _steps
            .SelectMany(step =>
                step.Chain.Skip(1).Where(link => step.Node.Operator is not OptimizerUpdate && link.Node.Operator is OptimizerUpdate)
            )
            .Select(update => update.Inputs[OptimizerUpdate.WeightsInput]!.Value.Name);

    /// <summary>
    /// Bytes that it needs to compute in, everything that is neither input, initialiser nor output. Graphs of one device share that
    /// memory.
    /// </summary>
    public long ArenaBytes { get; }

    /// <summary>Bytes of constant weights in the order in which kernels read them; none before the first run.</summary>
    public long PreparedBytes => _steps.Sum(step => step.Prepared?.Bytes ?? 0);

    /// <summary>Compiles a graph.</summary>
    /// <param name="graph">Any graph; it is not changed.</param>
    /// <param name="options">Threads, kernels, profile, bounds of named sizes.</param>
    /// <exception cref="DecantException"> A named size has no bound, or an operator has no kernel, or the machine has too little memory.
    /// </exception>
    public static Executable Compile(Graph graph, CompileOptions options) => Compiler.Compile(graph, options);

    /// <summary>Uses the caller's memory for an input, an initialiser or an output, from the next run on.</summary>
    /// <param name="name">Name of the value.</param>
    /// <param name="memory">Large enough for the sizes of the next run.</param>
    /// <exception cref="DecantException">No such value, or another element type.</exception>
    public void Bind(string name, Tensor memory)
    {
        var operand = Find(name);
        if (operand.Storage.InArena)
        {
            throw new DecantException($"Bind: '{name}' lies inside the plan; only inputs, initialisers and outputs can be bound.");
        }

        if (operand.Value.Data is not null && _options.ConstantWeights)
        {
            throw new DecantException(
                $"Bind: '{name}' was declared constant when the graph was compiled. Compile it without ConstantWeights to change it."
            );
        }

        if (States.Owns(operand.Storage))
        {
            throw new DecantException($"Bind: '{name}' is a state or a gradient that the plan laid out. Write into its memory.");
        }

        if (memory.Type != operand.Type)
        {
            throw new DecantException($"Bind: '{name}' holds {operand.Type}, received {memory}.");
        }

        operand.Storage.Attach(memory);
        _isChecked = false;
    }

    /// <summary>The memory of an input, an initialiser or an output.</summary>
    /// <param name="name">Name of the value.</param>
    /// <exception cref="DecantException">No such value, or it lies inside the plan.</exception>
    public Tensor this[string name] =>
        Find(name).Storage.Memory
        ?? throw new DecantException($"'{name}' lies inside the plan and is overwritten. Declare it as an output of the graph to read it.");

    /// <summary>Whether the graph has an input, initialiser or output of this name.</summary>
    public bool Has(string name) => _operands.ContainsKey(name);

    /// <summary>Sets a named size for the runs to come.</summary>
    /// <exception cref="DecantException">No such name, or a value above its bound.</exception>
    public void Resize(string name, int size)
    {
        if (_symbols.Set(name, size))
        {
            foreach (var operand in _operands.Values)
            {
                operand.Resize();
            }

            _isChecked = false;
        }
    }

    /// <summary>Runs all operators once.</summary>
    /// <exception cref="DecantException">Memory that was bound is too small for the current sizes.</exception>
    /// <exception cref="InvalidOperationException">Another graph of the same device is running.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void Run()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Prepare();
        Place(_options.Device.Arena.Enter());
        try
        {
            for (var i = 0; i < _steps.Length; i++)
            {
                Run(i);
            }

            States.Advance();
        }
        finally
        {
            _options.Device.Arena.Exit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _options.Device.Arena.Leave(ArenaBytes);
        Plans?.Dispose();
        States.Dispose();
        foreach (var step in _steps)
        {
            step.Prepared?.Dispose();
        }
    }

    private void Run(int step)
    {
        if (_track is null)
        {
            _steps[step].Run();
        }
        else
        {
            var start = _track.Now;
            _steps[step].Run();
            _track.Record(step, start, _costs[step]);
        }

        if (_options.Poison)
        {
            foreach (var storage in _freed[step])
            {
                new Span<byte>(storage.Pointer, checked((int)storage.Bytes)).Fill(0xFF);
            }
        }
    }

    private void Place(void* arena)
    {
        if (arena != _place)
        {
            _place = arena;
            foreach (var storage in _inArena)
            {
                storage.Place(arena);
            }
        }
    }

    private void Prepare()
    {
        if (_isChecked)
        {
            return;
        }

        foreach (var operand in _operands.Values)
        {
            if (operand.Storage.Memory is { } memory && memory.ByteCount < operand.Count * operand.Type.Size())
            {
                throw new DecantException(
                    $"Run: '{operand.Value.Name}' needs {operand.Count} elements at the current sizes, its memory is {memory}."
                );
            }
        }

        for (var i = 0; i < _costs.Length; i++)
        {
            _costs[i] = StepCost.Of(_steps[i]);
        }

        _isChecked = true;
    }

    private Operand Find(string name) =>
        _operands.GetValueOrDefault(name)
        ?? throw new DecantException(
            NearestName.Explain("value", name, [.. Graph.Inputs.Concat(Graph.Outputs).Select(value => value.Name)])
        );
}
