// 3x3 convolution from one channel to eight with its source and sink, as designs/conv.ts. The checksum tells what comes
// out and in which order: the pipeline need not have as many registers.

module conv_3x3 #(
  parameter SIZE = 64
) (
  input  wire        clk,
  input  wire        rst,
  input  wire [7:0]  in_pixel,
  input  wire        in_valid,
  output wire        in_ready,
  output reg  [63:0] out_pixels,
  output reg         out_valid,
  input  wire        out_ready
);
  // One step for each pixel and for one column of zeros behind each row, one row of zeros below the picture.
  reg [6:0] x, y;
  wire on_pixel = x != SIZE && y != SIZE;
  reg window_valid, sums_valid;
  wire out_free = !out_valid || out_ready;
  wire sums_free = !sums_valid || out_free;
  wire window_free = !window_valid || sums_free;
  wire step = window_free && (in_valid || !on_pixel);
  assign in_ready = window_free && on_pixel;

  always @(posedge clk)
    if (rst) begin
      x <= 0;
      y <= 0;
    end else if (step) begin
      x <= x == SIZE ? 0 : x + 1;
      if (x == SIZE) y <= y == SIZE ? 0 : y + 1;
    end

  // The two rows above.
  reg [7:0] above1 [0:SIZE-1];
  reg [7:0] above2 [0:SIZE-1];
  wire [7:0] bottom = on_pixel ? in_pixel : 8'd0;
  wire [7:0] middle = x != SIZE && y != 0 ? above1[x[5:0]] : 8'd0;
  wire [7:0] top = x != SIZE && y > 1 ? above2[x[5:0]] : 8'd0;
  always @(posedge clk)
    if (step && x != SIZE) begin
      above1[x[5:0]] <= bottom;
      above2[x[5:0]] <= above1[x[5:0]];
    end

  // The window; the column of zeros between two rows serves both as right and as left border.
  reg [7:0] w0, w1, w2, w3, w4, w5, w6, w7, w8;
  always @(posedge clk)
    if (step) begin
      {w0, w1, w2} <= {w1, w2, top};
      {w3, w4, w5} <= {w4, w5, middle};
      {w6, w7, w8} <= {w7, w8, bottom};
    end

  always @(posedge clk)
    if (rst) begin
      window_valid <= 0;
      sums_valid <= 0;
      out_valid <= 0;
    end else begin
      if (window_free) window_valid <= step && x != 0 && y != 0;
      if (sums_free) sums_valid <= window_valid;
      if (out_free) out_valid <= sums_valid;
    end

  genvar o;
  generate
    for (o = 0; o < 8; o = o + 1) begin : channel
      localparam signed [7:0] K0 = ((9 * o + 0) * 37 + 11) % 255 - 127;
      localparam signed [7:0] K1 = ((9 * o + 1) * 37 + 11) % 255 - 127;
      localparam signed [7:0] K2 = ((9 * o + 2) * 37 + 11) % 255 - 127;
      localparam signed [7:0] K3 = ((9 * o + 3) * 37 + 11) % 255 - 127;
      localparam signed [7:0] K4 = ((9 * o + 4) * 37 + 11) % 255 - 127;
      localparam signed [7:0] K5 = ((9 * o + 5) * 37 + 11) % 255 - 127;
      localparam signed [7:0] K6 = ((9 * o + 6) * 37 + 11) % 255 - 127;
      localparam signed [7:0] K7 = ((9 * o + 7) * 37 + 11) % 255 - 127;
      localparam signed [7:0] K8 = ((9 * o + 8) * 37 + 11) % 255 - 127;
      localparam signed [10:0] SCALE = 211 + 61 * o;

      reg signed [19:0] sum;
      wire signed [31:0] scaled = (sum * SCALE + 32'sd65536) >>> 17;

      always @(posedge clk)
        if (sums_free && window_valid)
          sum <= $signed({1'b0, w0}) * K0 + $signed({1'b0, w1}) * K1 + $signed({1'b0, w2}) * K2
               + $signed({1'b0, w3}) * K3 + $signed({1'b0, w4}) * K4 + $signed({1'b0, w5}) * K5
               + $signed({1'b0, w6}) * K6 + $signed({1'b0, w7}) * K7 + $signed({1'b0, w8}) * K8;

      always @(posedge clk)
        if (out_free && sums_valid)
          out_pixels[8*o +: 8] <= scaled > 127 ? 8'h7f : scaled < -128 ? 8'h80 : scaled[7:0];
    end
  endgenerate
endmodule

module conv (
  input  wire        clk,
  input  wire        rst,
  output reg  [31:0] checksum
);
  localparam SIZE = 64;
  localparam SLOT = 10752;

  function [31:0] xorshift32(input [31:0] v);
    reg [31:0] p, q;
    begin
      p = v ^ (v << 13);
      q = p ^ (p >> 17);
      xorshift32 = q ^ (q << 5);
    end
  endfunction

  reg [13:0] cycle;
  wire slot_ends = cycle == SLOT - 1;
  reg [31:0] chance;
  always @(posedge clk)
    if (rst) begin
      cycle <= 0;
      chance <= 32'h2545f491;
    end else begin
      cycle <= slot_ends ? 0 : cycle + 1;
      chance <= xorshift32(chance);
    end

  // Source: a picture in each slot, with pauses in half of the cycles.
  reg [31:0] pixels;
  reg [12:0] left;
  reg in_valid;
  wire in_ready;
  wire next = (!in_valid || in_ready) && left != 0 && !chance[3];
  always @(posedge clk)
    if (rst) begin
      pixels <= 32'h9e3779b9;
      left <= SIZE * SIZE;
      in_valid <= 0;
    end else begin
      if (!in_valid || in_ready) in_valid <= next;
      if (next) pixels <= xorshift32(pixels);
      if (slot_ends) left <= SIZE * SIZE;
      else if (next) left <= left - 1;
    end

  wire [63:0] out_pixels;
  wire out_valid;
  wire out_ready = chance[17];
  conv_3x3 #(.SIZE(SIZE)) conv_3x3 (
    .clk(clk),
    .rst(rst),
    .in_pixel(pixels[7:0]),
    .in_valid(in_valid),
    .in_ready(in_ready),
    .out_pixels(out_pixels),
    .out_valid(out_valid),
    .out_ready(out_ready)
  );

  // Sink: a signature of each picture.
  reg [31:0] signature;
  always @(posedge clk)
    if (rst || slot_ends) signature <= 0;
    else if (out_valid && out_ready)
      signature <= {signature[30:0], signature[31]} ^ out_pixels[63:32] ^ out_pixels[31:0];

  always @(posedge clk)
    if (rst) checksum <= 0;
    else checksum <= {checksum[30:0], checksum[31]} ^ (slot_ends ? signature : 32'd0);
endmodule
