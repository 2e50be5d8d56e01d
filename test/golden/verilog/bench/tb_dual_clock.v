`timescale 1ns / 1ps

module tb_dual_clock;
  reg fast_clk = 1'b0;
  reg slow_clk = 1'b0;
  reg fast_rst;
  reg slow_rst_n;
  reg we;
  reg [8:0] waddr;
  reg [35:0] wdata;
  reg [8:0] raddr;
  wire [35:0] rdata;

  // One row for each cycle: fast_clk_tick, slow_clk_tick, fast_rst, slow_rst_n, we, waddr, wdata, raddr, rdata_checked, rdata_expected.
  reg [95:0] vectors [0:3];
  reg fast_clk_tick;
  reg slow_clk_tick;
  reg rdata_checked;
  reg [35:0] rdata_expected;
  integer cycle;
  integer errors;

  dual_clock dut (
    .fast_clk(fast_clk),
    .slow_clk(slow_clk),
    .fast_rst(fast_rst),
    .slow_rst_n(slow_rst_n),
    .we(we),
    .waddr(waddr),
    .wdata(wdata),
    .raddr(raddr),
    .rdata(rdata)
  );

  initial begin
    $readmemh("tb_dual_clock.hex", vectors);
    errors = 0;
    for (cycle = 0; cycle < 4; cycle = cycle + 1) begin
      {fast_clk_tick, slow_clk_tick, fast_rst, slow_rst_n, we, waddr, wdata, raddr, rdata_checked, rdata_expected} = vectors[cycle];
      #4;
      if (rdata_checked && rdata !== rdata_expected) begin
        errors = errors + 1;
        $display("cycle %0d: rdata is %h, expected %h", cycle, rdata, rdata_expected);
      end
      #1;
      {fast_clk, slow_clk} = {fast_clk_tick, slow_clk_tick};
      #5;
      {fast_clk, slow_clk} = {1'b0, 1'b0};
    end
    if (errors == 0) $display("PASS: %0d cycles", cycle);
    else $display("FAIL: %0d differences", errors);
    $finish;
  end
endmodule
