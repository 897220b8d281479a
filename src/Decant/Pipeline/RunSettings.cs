using Decant.Data;
using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;
using Decant.Teachers;
using Decant.Teachers.Services;

namespace Decant.Pipeline;

/// <summary>Everything about a run that does not change its result: where it reads and writes, and with what it computes.</summary>
public sealed record RunSettings
{
    /// <summary>
    /// The run's own folder, new or empty: a run never overwrites another. Null for one below <c>runs</c>, named after date, recipe and
    /// fingerprint.
    /// </summary>
    public string? OutputFolder { get; init; }

    /// <summary>
    /// Whether the run that lies in <see cref="OutputFolder"/> and ended early continues: then its student has the bits of a run that was
    /// never interrupted. A folder that is missing or empty begins a run; where no folder is named, the last run of this name continues.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Whether the folder of the finished run keeps the states of its trainings, so that it can take more seeds.</summary>
    internal bool KeepsStates { get; init; }

    /// <summary>
    /// Whether the finished run in the folder, which kept its states, goes on with more seeds (<c>compare.seeds</c>): only those are
    /// trained.
    /// </summary>
    internal bool TakesMore { get; init; }

    /// <summary>The recipe's name, for titles and for the run's name.</summary>
    public string Name { get; init; } = "recipe";

    /// <summary>Where a recipe's relative data paths start.</summary>
    public string DataRoot { get; init; } = "data";

    /// <summary>Where trained teachers are kept by fingerprint, for the next run.</summary>
    public string TeacherFolder { get; init; } = Path.Combine("runs", "teachers");

    /// <summary>Threads that compute, 1 or more.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Peak resident memory of the process in bytes, which samples and trainings must respect; null for what the machine has. Samples that
    /// do not fit are read from their files when a batch needs them.
    /// </summary>
    public long? Memory { get; init; }

    /// <summary>The name of the device that computes (<see cref="DeviceCatalogue"/>).</summary>
    public string Device { get; init; } = DeviceCatalogue.DefaultName;

    /// <summary>Is told what the operators of all networks take; null for no one.</summary>
    internal ExecutionProfile? Profile { get; init; }

    /// <summary>Runs teachers with <c>runtime: onnxruntime</c>; null where the package Decant.OnnxRuntime is not used.</summary>
    public IExternalRuntime? OnnxRuntime { get; init; }

    /// <summary>Grows teachers with <c>model: lightgbm</c>; null where the package Decant.LightGbm is not used.</summary>
    public ITreeLearner? Trees { get; init; }

    /// <summary>Reaches services that recipes name as teachers; null where a program brings its own clients.</summary>
    internal ITeacherServices? Services { get; init; }

    /// <summary>Whether the control arms of the recipe are trained too.</summary>
    public bool Compare { get; init; } = true;

    /// <summary>Whether the validation part takes the place of the test part, which is not looked at then: for choices.</summary>
    internal bool JudgesByValidation { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>With what the run computes on some threads.</summary>
    internal Device On(WorkerPool pool) => DeviceCatalogue.Open(Device, pool, Profile).Within(MemoryBudget.Of(Memory)?.Networks);
}
