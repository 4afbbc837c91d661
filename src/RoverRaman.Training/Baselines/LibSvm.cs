using System.Runtime.InteropServices;

namespace RoverRaman.Training.Baselines;

/// <summary>
/// The part of libsvm (Chang, Lin, ACM Trans. Intell. Syst. Technol. 2, 2011, 27) that classification needs; the library is Debian's
/// libsvm3. Structures are laid out as its svm.h says for version 3.
/// </summary>
static unsafe partial class LibSvm
{
    const string Library = "libsvm.so.3";

    /// <summary>svm_type C_SVC.</summary>
    public const int Classification = 0;

    /// <summary>kernel_type RBF.</summary>
    public const int RadialBasis = 2;

    /// <summary>True where the library can be loaded.</summary>
    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Library, out _);

    /// <summary>The library prints its progress to stdout unless told otherwise.</summary>
    public static void Silence() => svm_set_print_string_function(&Swallow);

    [LibraryImport(Library)]
    public static partial nint svm_train(Problem* problem, Parameters* parameters);

    [LibraryImport(Library)]
    public static partial byte* svm_check_parameter(Problem* problem, Parameters* parameters);

    [LibraryImport(Library)]
    public static partial double svm_predict_values(nint model, Node* vector, double* decisions);

    [LibraryImport(Library)]
    public static partial void svm_free_and_destroy_model(nint* model);

    [LibraryImport(Library)]
    private static partial void svm_set_print_string_function(delegate* unmanaged<byte*, void> print);

    [UnmanagedCallersOnly]
    static void Swallow(byte* text)
    {
    }

    /// <summary>svm_node: one value of a sparse vector; index -1 ends it.</summary>
    public struct Node
    {
        public int Index;
        public double Value;
    }

    /// <summary>svm_problem.</summary>
    public struct Problem
    {
        public int Count;
        public double* Labels;
        public Node** Vectors;
    }

    /// <summary>svm_parameter.</summary>
    public struct Parameters
    {
        public int Type;
        public int Kernel;
        public int Degree;
        public double Gamma;
        public double Coefficient0;
        public double CacheMegabytes;
        public double Tolerance;
        public double C;
        public int WeightCount;
        public int* WeightLabels;
        public double* Weights;
        public double Nu;
        public double P;
        public int Shrinking;
        public int Probability;
    }
}
