namespace Decant.Engine.Kernels.OneDnn;

/// <summary>
/// What oneDNN needs of each thread: its OpenMP must not start threads of its own alongside the pool's, and a stream. A thread number is
/// fixed when a primitive is made, too, so whoever makes one enters first.
/// </summary>
internal static unsafe class OneDnnThread
{
    [ThreadStatic]
    private static nint s_stream;

    /// <summary>Makes this thread ready, once.</summary>
    /// <returns>Its stream.</returns>
    public static nint Enter()
    {
        if (s_stream == 0)
        {
            var api = OneDnnLibrary.Api;
            if (api.SetThreads is not null)
            {
                api.SetThreads(1);
            }

            nint stream;
            OneDnnApi.Check(api.StreamCreate(&stream, api.Engine, 1), "a stream");
            s_stream = stream;
        }

        return s_stream;
    }
}
