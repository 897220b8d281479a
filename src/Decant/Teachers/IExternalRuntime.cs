using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Teachers;

/// <summary>
/// Another program that runs network files, for teachers with operators that Decant lacks. An optional package brings one.
/// </summary>
public interface IExternalRuntime
{
    /// <summary>A file as a graph of one node, which the other program runs.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="threads">Threads that it computes with, 1 or more.</param>
    /// <exception cref="DecantException">The program is not there, or cannot run the file.</exception>
    Graph Read(string path, int threads);
}
