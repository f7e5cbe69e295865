namespace DeepVision.Generated.Ilgpu.Ptx.Tests.Sass;

public class HotLoopTests
{
    private const string Code = """
            code for sm_80
                    Function : Kernel
            .headerflags    @"EF_CUDA_TEXMODE_UNIFIED EF_CUDA_64BIT_ADDRESS EF_CUDA_SM80 EF_CUDA_VIRTUAL_SM(EF_CUDA_SM80)"
            /*0000*/                   MOV R1, c[0x0][0x28] ;                  /* 0x00000a0000017a02 */
                                                                               /* 0x000fe40000000f00 */
            /*0010*/                   FFMA R2, R3, R4, R2 ;                   /* 0x0000000403027223 */
            /*0020*/              @!P0 BRA 0x80 ;                              /* 0x0000000000008947 */
            /*0030*/                   LDS.128 R4, [R8] ;                      /* 0x0000000008047984 */
            /*0040*/                   FFMA R2, R3, R4, R2 ;                   /* 0x0000000403027223 */
            /*0050*/                   FFMA.FTZ R5, R3, R6, R5 ;               /* 0x0000000603057223 */
            /*0060*/                   FADD R7, R7, R5 ;                       /* 0x0000000507077221 */
            /*0070*/               @P1 BRA 0x30 ;                              /* 0x0000000000001947 */
            /*0080*/                   EXIT ;                                  /* 0x000000000000794d */
            /*0090*/                   BRA 0x90;                               /* 0xfffffffffffff947 */
        """;

    [Fact]
    public void TheLoopWithTheMultiplyAddsIsFound()
    {
        AssembledKernel kernel = new(0, 0, 0, HotLoop.Find(Code));

        Assert.Equal(["LDS.128", "FFMA", "FFMA.FTZ", "FADD", "BRA"], kernel.Loop);
        Assert.Equal(0.4, kernel.FfmaShare, tolerance: 1e-9);
    }

    [Fact]
    public void WithoutALoopThereIsNone() => Assert.Empty(HotLoop.Find("        /*0010*/   FFMA R2, R3, R4, R2 ;\n        /*0020*/   BRA 0x20 ;\n"));
}
