using System.Runtime.InteropServices;
using System.Text;
using Decant.Engine;

namespace Decant.Teachers.OnnxRuntime;

/// <summary>
/// The few functions of ONNX Runtime's C interface (onnxruntime_c_api.h, <c>OrtApi</c>) that running a file takes. The interface is a table of functions
/// that only grows at its end, so a function's place is its name.
/// </summary>
internal sealed unsafe class OnnxRuntimeApi
{
    // The table of version 12 has all of them, and every later library gives it.
    private const uint Version = 12;
    private const int Warning = 2;

    private readonly nint* _functions;

    /// <summary>Asks a library for its table.</summary>
    /// <exception cref="DecantException">The library is too old.</exception>
    public OnnxRuntimeApi(nint library)
    {
        var apiBase = (nint*)((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        _functions = (nint*)((delegate* unmanaged<uint, nint>)apiBase[0])(Version);
        if (_functions is null)
        {
            throw new DecantException("runtime: ONNX Runtime 1.12 or later is expected, and the library that was found is older. Install a newer one.");
        }
    }

    /// <summary>Opens a file with an environment of its own.</summary>
    /// <exception cref="DecantException">The file cannot be run; says why.</exception>
    public nint OpenSession(string path, int threads)
    {
        nint environment, options, session;
        fixed (byte* name = "decant\0"u8)
        {
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)_functions[3])(Warning + 1, name, &environment)); // CreateEnv
        }

        Check(((delegate* unmanaged<nint*, nint>)_functions[10])(&options)); // CreateSessionOptions
        try
        {
            Check(((delegate* unmanaged<nint, int, nint>)_functions[24])(options, threads)); // SetIntraOpNumThreads
            var encoding = OperatingSystem.IsWindows() ? Encoding.Unicode : Encoding.UTF8;
            fixed (byte* file = encoding.GetBytes(path + '\0'))
            {
                Check(((delegate* unmanaged<nint, byte*, nint, nint*, nint>)_functions[7])(environment, file, options, &session)); // CreateSession
            }

            return session;
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)_functions[100])(options); // ReleaseSessionOptions
        }
    }

    /// <summary>Gives a session back.</summary>
    public void CloseSession(nint session) => ((delegate* unmanaged<nint, void>)_functions[95])(session); // ReleaseSession

    /// <summary>The session's inputs or outputs.</summary>
    public IReadOnlyList<OnnxRuntimePort> Ports(nint session, bool isInput)
    {
        nint count, allocator;
        Check(((delegate* unmanaged<nint, nint*, nint>)_functions[isInput ? 30 : 31])(session, &count)); // SessionGetInputCount, SessionGetOutputCount
        Check(((delegate* unmanaged<nint*, nint>)_functions[78])(&allocator)); // GetAllocatorWithDefaultOptions
        var ports = new OnnxRuntimePort[count];
        for (nint i = 0; i < count; i++)
        {
            byte* name;
            Check(((delegate* unmanaged<nint, nint, nint, byte**, nint>)_functions[isInput ? 36 : 37])(session, i, allocator, &name)); // SessionGetInputName, SessionGetOutputName
            ports[i] = Port(session, i, isInput, Marshal.PtrToStringUTF8((nint)name)!);
            Check(((delegate* unmanaged<nint, byte*, nint>)_functions[76])(allocator, name)); // AllocatorFree
        }

        return ports;
    }

    /// <summary>Wraps memory as a tensor of ONNX Runtime, which does not own it.</summary>
    public nint CreateTensor(nint pointer, nint bytes, ReadOnlySpan<long> sizes, int type)
    {
        nint place, value;
        Check(((delegate* unmanaged<int, int, nint*, nint>)_functions[69])(0, 0, &place)); // CreateCpuMemoryInfo: device allocator, default memory
        fixed (long* shape = sizes)
        {
            var status = ((delegate* unmanaged<nint, nint, nint, long*, nint, int, nint*, nint>)_functions[49])(place, pointer, bytes, shape, sizes.Length, type, &value); // CreateTensorWithDataAsOrtValue
            ((delegate* unmanaged<nint, void>)_functions[94])(place); // ReleaseMemoryInfo
            Check(status);
        }

        return value;
    }

    /// <summary>Gives a tensor back; its memory stays.</summary>
    public void ReleaseTensor(nint value) => ((delegate* unmanaged<nint, void>)_functions[96])(value); // ReleaseValue

    /// <summary>Runs a session on one input, into outputs that are there already.</summary>
    public void Run(nint session, byte* inputName, nint input, ReadOnlySpan<nint> outputNames, Span<nint> outputs)
    {
        fixed (nint* names = outputNames, values = outputs)
        {
            Check(((delegate* unmanaged<nint, nint, byte**, nint*, nint, byte**, nint, nint*, nint>)_functions[9])(
                session, 0, &inputName, &input, 1, (byte**)names, outputs.Length, values)); // Run
        }
    }

    private OnnxRuntimePort Port(nint session, nint index, bool isInput, string name)
    {
        nint information, tensor, rank;
        int type;
        Check(((delegate* unmanaged<nint, nint, nint*, nint>)_functions[isInput ? 33 : 34])(session, index, &information)); // SessionGetInputTypeInfo, SessionGetOutputTypeInfo
        try
        {
            Check(((delegate* unmanaged<nint, nint*, nint>)_functions[55])(information, &tensor)); // CastTypeInfoToTensorInfo
            if (tensor == 0)
            {
                return new OnnxRuntimePort(name, 0, [], []);
            }

            Check(((delegate* unmanaged<nint, int*, nint>)_functions[60])(tensor, &type)); // GetTensorElementType
            Check(((delegate* unmanaged<nint, nint*, nint>)_functions[61])(tensor, &rank)); // GetDimensionsCount
            var sizes = new long[rank];
            var symbols = new nint[rank];
            fixed (long* into = sizes)
            {
                Check(((delegate* unmanaged<nint, long*, nint, nint>)_functions[62])(tensor, into, rank)); // GetDimensions
            }

            fixed (nint* into = symbols)
            {
                Check(((delegate* unmanaged<nint, nint*, nint, nint>)_functions[63])(tensor, into, rank)); // GetSymbolicDimensions
            }

            return new OnnxRuntimePort(name, type, sizes, [.. symbols.Select(symbol => Marshal.PtrToStringUTF8(symbol) ?? "")]);
        }
        finally
        {
            ((delegate* unmanaged<nint, void>)_functions[98])(information); // ReleaseTypeInfo
        }
    }

    private void Check(nint status)
    {
        if (status != 0)
        {
            var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)_functions[2])(status)); // GetErrorMessage
            ((delegate* unmanaged<nint, void>)_functions[93])(status); // ReleaseStatus
            throw new DecantException($"ONNX Runtime: {message}");
        }
    }
}
