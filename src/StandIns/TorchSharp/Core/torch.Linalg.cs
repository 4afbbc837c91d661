using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra.</summary>
    public static class linalg
    {
        /// <summary>Eigenvalues, ascending, and eigenvectors (columns) of a symmetric matrix.</summary>
        /// <param name="A">[..., m, m], symmetric.</param>
        /// <param name="UPLO">Which triangle is read: L or U.</param>
        public static (Tensor, Tensor) eigh(Tensor A, char UPLO = 'L') => Aten.Call2("linalg_eigh", A, UPLO.ToString());
    }
}
