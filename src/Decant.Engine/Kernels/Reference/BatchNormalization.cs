using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// y = scale · (x − mean) / √(variance + epsilon) + bias per channel. Ioffe and Szegedy 2015, arXiv:1502.03167.
/// Data is [N, C, inner] (plain: inner = H·W) or [rows, C] (channels last: inner = 1); the axis is the channel.
/// </summary>
internal static unsafe class BatchNormalization
{
    /// <summary>With the statistics that training collected. y may be x.</summary>
    public static void Inference<T>(T* x, T* scale, T* bias, T* mean, T* variance, T* y, AlongAxis channel, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var c = 0; c < channel.Size; c++)
        {
            var inverseDeviation = T.One / T.Sqrt(variance[c] + T.CreateChecked(epsilon));
            for (long outer = 0; outer < channel.Outer; outer++)
            {
                for (long inner = 0; inner < channel.Inner; inner++)
                {
                    var i = channel.Offset(outer, c, inner);
                    y[i] = (scale[c] * ((x[i] - mean[c]) * inverseDeviation)) + bias[c];
                }
            }
        }
    }

    /// <summary>With the statistics of this batch; also updates the running ones. y may be x.</summary>
    /// <param name="x">Input.</param>
    /// <param name="scale">Scale per channel.</param>
    /// <param name="bias">Bias per channel.</param>
    /// <param name="runningMean">Mean per channel before this batch.</param>
    /// <param name="runningVariance">Variance per channel before this batch.</param>
    /// <param name="y">Output.</param>
    /// <param name="savedMean">Out: mean of the batch, for the gradient.</param>
    /// <param name="savedInverseDeviation">Out: 1/√(population variance of the batch + epsilon), for the gradient.</param>
    /// <param name="newRunningMean">Out: momentum · old + (1 − momentum) · batch; may be runningMean.</param>
    /// <param name="newRunningVariance">Out: the same for the variance; may be runningVariance.</param>
    /// <param name="channel">Shape of x, seen from the channels.</param>
    /// <param name="epsilon">Added to the variance, more than 0.</param>
    /// <param name="momentum">Part of the running statistics that stays, 0 to 1 (ONNX's meaning; PyTorch's is the rest to 1).</param>
    /// <param name="unbiased">Whether the running variance takes the batch's variance over n − 1 (PyTorch) instead of over n
    /// (ONNX).</param>
    public static void Training<T>(
        T* x,
        T* scale,
        T* bias,
        T* runningMean,
        T* runningVariance,
        T* y,
        T* savedMean,
        T* savedInverseDeviation,
        T* newRunningMean,
        T* newRunningVariance,
        AlongAxis channel,
        double epsilon,
        double momentum,
        bool unbiased
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = channel.Outer * channel.Inner;
        var keep = T.CreateChecked(momentum);
        for (var c = 0; c < channel.Size; c++)
        {
            var mean = T.Zero;
            for (long outer = 0; outer < channel.Outer; outer++)
            {
                for (long inner = 0; inner < channel.Inner; inner++)
                {
                    mean += x[channel.Offset(outer, c, inner)];
                }
            }

            mean /= T.CreateChecked(n);
            var variance = T.Zero;
            for (long outer = 0; outer < channel.Outer; outer++)
            {
                for (long inner = 0; inner < channel.Inner; inner++)
                {
                    var difference = x[channel.Offset(outer, c, inner)] - mean;
                    variance += difference * difference;
                }
            }

            variance /= T.CreateChecked(n);
            var inverseDeviation = T.One / T.Sqrt(variance + T.CreateChecked(epsilon));
            for (long outer = 0; outer < channel.Outer; outer++)
            {
                for (long inner = 0; inner < channel.Inner; inner++)
                {
                    var i = channel.Offset(outer, c, inner);
                    y[i] = (scale[c] * ((x[i] - mean) * inverseDeviation)) + bias[c];
                }
            }

            // A single element has no unbiased variance; its 0 is kept.
            var spread = unbiased && n > 1 ? variance * (T.CreateChecked(n) / T.CreateChecked(n - 1)) : variance;
            savedMean[c] = mean;
            savedInverseDeviation[c] = inverseDeviation;
            newRunningMean[c] = (keep * runningMean[c]) + ((T.One - keep) * mean);
            newRunningVariance[c] = (keep * runningVariance[c]) + ((T.One - keep) * spread);
        }
    }

    /// <summary>
    /// Gradient of training: with z = (x − mean) / deviation, dbias = Σ dy, dscale = Σ dy · z,
    /// dx = scale / deviation · (dy − dbias/n − z · dscale/n). dx may be dy.
    /// </summary>
    public static void Gradient<T>(
        T* dy,
        T* x,
        T* scale,
        T* savedMean,
        T* savedInverseDeviation,
        T* dx,
        T* dscale,
        T* dbias,
        AlongAxis channel
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var n = T.CreateChecked(channel.Outer * channel.Inner);
        for (var c = 0; c < channel.Size; c++)
        {
            T sumDy = T.Zero,
                sumDyZ = T.Zero;
            for (long outer = 0; outer < channel.Outer; outer++)
            {
                for (long inner = 0; inner < channel.Inner; inner++)
                {
                    var i = channel.Offset(outer, c, inner);
                    sumDy += dy[i];
                    sumDyZ += dy[i] * ((x[i] - savedMean[c]) * savedInverseDeviation[c]);
                }
            }

            for (long outer = 0; outer < channel.Outer; outer++)
            {
                for (long inner = 0; inner < channel.Inner; inner++)
                {
                    var i = channel.Offset(outer, c, inner);
                    var z = (x[i] - savedMean[c]) * savedInverseDeviation[c];
                    dx[i] = scale[c] * savedInverseDeviation[c] * (dy[i] - (sumDy / n) - (z * (sumDyZ / n)));
                }
            }

            dscale[c] = sumDyZ;
            dbias[c] = sumDy;
        }
    }
}
