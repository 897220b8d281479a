namespace Decant.Engine.Kernels.Managed;

/// <summary>Chunked work (<see cref="IChunkedWork"/>) that is written once for lanes of any width.</summary>
internal interface ILaneWork
{
    void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>;
}
