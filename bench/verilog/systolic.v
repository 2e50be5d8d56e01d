// Output-stationary N x N INT8 systolic array with its own stimulus, as designs/systolic.ts.

module pe (
  input  wire               clk,
  input  wire               drain,
  input  wire signed [7:0]  a_in,
  input  wire signed [7:0]  b_in,
  input  wire signed [31:0] sum_in,
  output reg  signed [7:0]  a,
  output reg  signed [7:0]  b,
  output reg  signed [31:0] sum
);
  initial begin
    a = 0;
    b = 0;
    sum = 0;
  end

  always @(posedge clk) begin
    a <= a_in;
    b <= b_in;
    sum <= drain ? sum_in : sum + a * b;
  end
endmodule

module systolic #(
  parameter N = 16
) (
  input  wire        clk,
  input  wire        rst,
  output reg  [31:0] checksum
);
  localparam PERIOD = 5 * N;

  function [15:0] xorshift16(input [15:0] x);
    reg [15:0] y, z;
    begin
      y = x ^ (x << 7);
      z = y ^ (y >> 9);
      xorshift16 = z ^ (z << 8);
    end
  endfunction

  // Phase: 4 * N cycles of work, then N cycles in which the sums move out.
  reg [$clog2(PERIOD)-1:0] step;
  initial step = 0;
  always @(posedge clk)
    if (rst || step == PERIOD - 1) step <= 0;
    else step <= step + 1;
  wire drain = step >= 4 * N;

  // Stimulus: one generator for each row and each column.
  reg [15:0] a_state [0:N-1];
  reg [15:0] b_state [0:N-1];
  integer i;
  initial
    for (i = 0; i < N; i = i + 1) begin
      a_state[i] = (64 + i + 1) * 257;
      b_state[i] = (128 + i + 1) * 257;
    end
  always @(posedge clk)
    for (i = 0; i < N; i = i + 1)
      if (rst) begin
        a_state[i] <= (64 + i + 1) * 257;
        b_state[i] <= (128 + i + 1) * 257;
      end else begin
        a_state[i] <= xorshift16(a_state[i]);
        b_state[i] <= xorshift16(b_state[i]);
      end

  wire signed [7:0]  a   [0:N*(N+1)-1];
  wire signed [7:0]  b   [0:N*(N+1)-1];
  wire signed [31:0] sum [0:N*(N+1)-1];

  genvar r, c;
  generate
    for (r = 0; r < N; r = r + 1) begin : left
      assign a[r*(N+1)] = a_state[r][7:0];
    end
    for (c = 0; c < N; c = c + 1) begin : top
      assign b[c] = b_state[c][7:0];
      assign sum[c] = 0;
    end
    for (r = 0; r < N; r = r + 1) begin : row
      for (c = 0; c < N; c = c + 1) begin : col
        pe pe (
          .clk(clk),
          .drain(drain),
          .a_in(a[r*(N+1)+c]),
          .b_in(b[r*N+c]),
          .sum_in(sum[r*N+c]),
          .a(a[r*(N+1)+c+1]),
          .b(b[(r+1)*N+c]),
          .sum(sum[(r+1)*N+c])
        );
      end
    end
  endgenerate

  reg [31:0] folded;
  integer k;
  always @* begin
    folded = 0;
    for (k = 0; k < N; k = k + 1) folded = folded ^ sum[N*N+k];
  end

  always @(posedge clk)
    if (rst) checksum <= 0;
    else checksum <= {checksum[30:0], checksum[31]} ^ folded;
endmodule
